using Faculty.Domain.Groups;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Groups;

/// <summary>The groups that exist for a caller, those of covered host schools, narrowed by what a list asks for: below every page.</summary>
internal sealed class GroupRows(GroupView view, Coverage coverage)
{
    private HashSet<string>? schools;
    private GroupKind kind;
    private GroupLevel level;

    public GroupView View => view;

    public Coverage Coverage => coverage;

    /// <exception cref="Refusal">NOT_FOUND: the organisation is none, or none of the caller's.</exception>
    public GroupRows Filtered(OrganisationTree tree, string schoolCode, GroupKind ofKind, GroupLevel ofLevel)
    {
        if (schoolCode.Length > 0 && (tree.Find(schoolCode) is null || !coverage.Covers(schoolCode)))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, schoolCode);
        }
        return new(view, coverage)
        {
            schools = schoolCode.Length == 0 ? null : tree.EverBelow(schoolCode).Select(o => o.Code).ToHashSet(StringComparer.Ordinal),
            kind = ofKind,
            level = ofLevel,
        };
    }

    public bool Sees(Group group) => coverage.Covers(group.SchoolCode);

    /// <summary>By code, those behind one.</summary>
    public IEnumerable<Stored<Group>> All(string? after = null) => view.Groups.Values.Where(g =>
        Sees(g.Value)
        && (kind == GroupKind.Unspecified || g.Value.Kind == kind)
        && (level == GroupLevel.Unspecified || g.Value.Level == level)
        && schools?.Contains(g.Value.SchoolCode) != false
        && (after is null || string.CompareOrdinal(g.Value.Code, after) > 0));
}
