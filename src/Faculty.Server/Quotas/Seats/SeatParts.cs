using Faculty.Domain.Organisations;
using Faculty.Server.Metrics;
using Faculty.V1;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Which organisations a balance is made of on a day.</summary>
internal static class SeatParts
{
    /// <summary>The schools whose seats a scope has: those below it, itself when it is one, none of a department.</summary>
    public static IReadOnlyList<string> Schools(OrganisationTree tree, string scope, DateOnly day) => ScopeParts.Schools(tree, scope, day);

    /// <summary>A scope below schools: it has heads, but no authorised seats.</summary>
    public static bool IsDepartment(OrganisationTree tree, string scope) => tree.Find(scope) is { Kind: OrganisationKind.Department };

    /// <summary>A scope whose heads are on the seats of a school above it: a department, or a class attached to a school (附设中职班).</summary>
    public static bool IsInside(OrganisationTree tree, string scope, DateOnly day) =>
        IsDepartment(tree, scope) || (tree.Find(scope)?.Kind == OrganisationKind.AttachedClass && SchoolOf(tree, scope, day) != scope);

    /// <summary>The school whose seats a department or an attached class has on a day, or null.</summary>
    public static string? SchoolOf(OrganisationTree tree, string department, DateOnly day)
    {
        for (var code = department; code is not null; code = tree.Find(code)?.ParentOn(day))
        {
            if (tree.Find(code) is { Kind: OrganisationKind.School or OrganisationKind.AttachedClass })
            {
                return EstablishmentView.LedgerOf(code, tree, day);
            }
        }
        return null;
    }

    /// <summary>The parts of a scope by organisation.</summary>
    public static IReadOnlyList<string> Of(OrganisationTree tree, string scope, SeatBreakdown by, DateOnly day) => by switch
    {
        SeatBreakdown.Department => ScopeParts.Departments(tree, scope, day),
        SeatBreakdown.School => ScopeParts.Schools(tree, scope, day),
        SeatBreakdown.Child => ScopeParts.Children(tree, scope, day),
        _ => [],
    };

    /// <summary>Every organisation whose heads a balance with its parts is made of.</summary>
    public static IEnumerable<string> Counted(OrganisationTree tree, string scope, SeatBreakdown by, DateOnly day) =>
        Schools(tree, scope, day).Concat(Of(tree, scope, by, day).Where(code => SchoolOf(tree, code, day) is not null || IsDepartment(tree, code))).Append(scope);
}
