using System.Security.Cryptography;
using System.Text;
using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Certification.Rechecks;

/// <summary>
/// A recheck case (复核): something that a recognition stood on is no longer as it was, or its months are over. It opens by itself, from the
/// facts, and changes nothing; people close it.
/// </summary>
public sealed record RecheckCase
{
    /// <summary>The same on every day, and for nothing else.</summary>
    public required string CaseId { get; init; }

    public required string RecognitionId { get; init; }

    public required RecheckCause Cause { get; init; }

    public FactKind FactKind { get; init; }

    public string FactId { get; init; } = "";

    /// <summary>First day on which it is open.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>First day on which it is open no more without having been closed: renewed, or the recognition is over. Null = none.</summary>
    public DateOnly? Until { get; init; }

    public RecheckClosing? Closing { get; init; }

    /// <summary>The state on a day; null when there is no such case then.</summary>
    public RecheckState? StateOn(DateOnly day) =>
        day < Since ? null
        : day >= Closing?.FoundDate ? Closing.State
        : !(day >= Until) ? RecheckState.Open
        : null;

    /// <summary>The id of the case of a cause. What tells it apart from another of the same cause is the fact, or a mark of its own.</summary>
    public static string IdOf(string recognitionId, RecheckCause cause, string factId, string mark) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{recognitionId}|{(int)cause}|{factId}|{mark}")).AsSpan(0, 16));
}
