namespace Faculty.Domain.Groups;

public sealed partial record Group
{
    /// <summary>
    /// The group with other words about it. What a document decided changes by the hand of whoever may decide, once it is under construction.
    /// </summary>
    public Group Edit(Group next, bool mayDecide)
    {
        if (!mayDecide && Events.Any(e => e.State != GroupState.Applied) && DecidedField(next) is { } field)
        {
            throw new RuleBroken(Reason.GroupDecided, "A document decided this; who may decide changes it.", ("group_code", Code), ("field", field));
        }
        return Kept(next with { Enterprises = [.. next.Enterprises.OrderBy(e => e.StartDate).ThenBy(e => e.Name, StringComparer.Ordinal)] });
    }

    private string? DecidedField(Group next) =>
        next.Kind != Kind ? "kind"
        : next.Level != Level ? "level"
        : next.SchoolCode != SchoolCode ? "school_code"
        : next.ApprovalDocument != ApprovalDocument ? "approval_document"
        : next.StartDate != StartDate ? "start_date"
        : next.LastDate != LastDate ? "last_date"
        : null;
}
