namespace Faculty.Domain;

/// <summary>A rule of the registry that a change would break: the reason of the catalogue, and the facts a person needs to mend it.</summary>
public sealed class RuleBroken(Reason reason, string message, params (string Key, string Value)[] facts) : Exception(message)
{
    public Reason Reason { get; } = reason;

    /// <summary>Codes, ids and dates only: no names, no numbers of persons.</summary>
    public IReadOnlyList<(string Key, string Value)> Facts { get; } = facts;

    /// <summary>The fact that breaks the rule, when it is one fact.</summary>
    public string FactId { get; init; } = "";
}
