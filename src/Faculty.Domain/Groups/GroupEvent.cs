namespace Faculty.Domain.Groups;

/// <summary>A stage of a group (阶段): the state from a day on, by a document.</summary>
public sealed record GroupEvent
{
    public string EventId { get; init; } = "";

    public required GroupState State { get; init; }

    public required DateOnly EffectiveDate { get; init; }

    /// <summary>Needed for every stage but the application.</summary>
    public string DocumentNumber { get; init; } = "";

    public string Remark { get; init; } = "";
}

/// <summary>States of a group; unspecified before it is applied for. What may follow what is in <see cref="GroupStages"/>.</summary>
public enum GroupState
{
    Unspecified = 0,
    Applied = 1,
    Building = 2,
    Midterm = 3,
    Accepted = 4,
    Deferred = 5,
    Failed = 6,
    Named = 7,
    Ended = 8,
}

/// <summary>Which state may follow which. A deferred group is inspected again, or accepted or refused at once; any group can end.</summary>
public static class GroupStages
{
    private static readonly Dictionary<GroupState, GroupState[]> After = new()
    {
        [GroupState.Unspecified] = [GroupState.Applied],
        [GroupState.Applied] = [GroupState.Building, GroupState.Ended],
        [GroupState.Building] = [GroupState.Midterm, GroupState.Ended],
        [GroupState.Midterm] = [GroupState.Accepted, GroupState.Deferred, GroupState.Failed, GroupState.Ended],
        [GroupState.Deferred] = [GroupState.Midterm, GroupState.Accepted, GroupState.Failed, GroupState.Ended],
        [GroupState.Accepted] = [GroupState.Named, GroupState.Ended],
        [GroupState.Failed] = [GroupState.Ended],
        [GroupState.Named] = [GroupState.Ended],
        [GroupState.Ended] = [],
    };

    public static IReadOnlyList<GroupState> Next(GroupState state) => After[state];

    /// <summary>Applied for and neither refused nor over: somebody has to look after it.</summary>
    public static bool IsAlive(this GroupState state) => state is not (GroupState.Unspecified or GroupState.Failed or GroupState.Ended);

    /// <summary>Under construction, or to be: the construction period binds it.</summary>
    public static bool IsUnderWay(this GroupState state) => state is GroupState.Applied or GroupState.Building or GroupState.Midterm or GroupState.Deferred;
}
