namespace Faculty.Domain.Certification.Rules;

/// <summary>A way to recognition without some of the requirements (破格), for the extraordinary.</summary>
public sealed record ExceptionRoute
{
    /// <summary>Unique in its level.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>Codes of the requirements it does without.</summary>
    public IReadOnlyList<string> Waives { get; init; } = [];

    /// <summary>A committee's minute is needed for each case.</summary>
    public bool NeedsMinute { get; init; }

    /// <summary>A lower layer's route may waive what the layer asks for by itself, and of the upper layer's requirements no more than the upper route.</summary>
    internal Weakness? WeakerThan(LevelRules upper)
    {
        var same = upper.Exceptions.FirstOrDefault(e => string.Equals(e.Code, Code, StringComparison.Ordinal));
        var allowed = same?.Waives ?? [];
        return Waives.FirstOrDefault(w => upper.Find(w) is not null && !allowed.Contains(w)) is { } waived ? new("waives", waived, string.Join(' ', allowed))
            : same is { NeedsMinute: true } && !NeedsMinute ? new("needs_minute", "false", "true")
            : null;
    }
}
