using Faculty.Domain.Organisations;

namespace Faculty.Server.Metrics;

/// <summary>Which organisations a scope breaks down into on a day.</summary>
internal static class ScopeParts
{
    public static IReadOnlyList<string> Departments(OrganisationTree tree, string scope, DateOnly day) =>
        Topmost(tree, scope, day, kind => kind is OrganisationKind.Department or OrganisationKind.AttachedClass);

    public static IReadOnlyList<string> Schools(OrganisationTree tree, string scope, DateOnly day) =>
        Topmost(tree, scope, day, kind => kind is OrganisationKind.School or OrganisationKind.AttachedClass);

    /// <summary>The organisations directly below. One that has closed stays while records still name it: the sum must hold.</summary>
    public static IReadOnlyList<string> Children(OrganisationTree tree, string scope, DateOnly day) =>
        [.. tree.EverChildren(scope).Where(c => string.Equals(c.ParentOn(day), scope, StringComparison.Ordinal)).Select(c => c.Code)];

    // What lies below a match belongs to it already, so the parts never overlap.
    private static List<string> Topmost(OrganisationTree tree, string scope, DateOnly day, Func<OrganisationKind, bool> wanted)
    {
        var found = new List<string>();
        var open = new Stack<string>([scope]);
        while (open.TryPop(out var code))
        {
            if (tree.Find(code) is { } organisation && wanted(organisation.Kind))
            {
                found.Add(code);
                continue;
            }
            foreach (var child in Children(tree, code, day))
            {
                open.Push(child);
            }
        }
        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
