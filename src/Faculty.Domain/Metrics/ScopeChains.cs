using System.Collections.Concurrent;
using Faculty.Domain.Organisations;
using Faculty.Domain.Time;

namespace Faculty.Domain.Metrics;

/// <summary>
/// Which scopes count a person of a department of a school, and on which days: the department, the school, and everything above the
/// school. Remembered per pair, for one tree; may be used by several threads.
/// </summary>
public sealed class ScopeChains(OrganisationTree organisations)
{
    private static readonly Period Always = new(DateOnly.MinValue, null);
    private readonly ConcurrentDictionary<(string School, string Department), (string Scope, Period During)[]> chains = new();

    public OrganisationTree Organisations { get; } = organisations;

    internal (string Scope, Period During)[] Of(string school, string department) =>
        chains.GetOrAdd((school, department), static (pair, tree) => Chain(tree, pair.School, pair.Department), Organisations);

    // What lies between a department and its school (a department of a department) counts too; what lies above comes from the school
    // alone, so that the departments of a school always sum to it.
    private static (string, Period)[] Chain(OrganisationTree tree, string school, string department)
    {
        var above = tree.Above(school, Always).ToList();
        var below = tree.Above(department, Always).Where(link => string.Equals(link.Code, department, StringComparison.Ordinal)
            || tree.Find(link.Code) is { Kind: OrganisationKind.Department or OrganisationKind.AttachedClass });
        return [.. below.Where(b => !above.Exists(a => string.Equals(a.Code, b.Code, StringComparison.Ordinal))), .. above];
    }
}
