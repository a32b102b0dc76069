namespace Faculty.Domain.Certification.Rules;

/// <summary>The rules that hold somewhere on a day: a pack's version with all layers above it laid under it.</summary>
public sealed class AppliedRules
{
    private readonly Dictionary<(RecognitionTrack, RecognitionLevel), LevelRules> levels = [];

    /// <param name="chain">The pack and those it stands on, the top layer first.</param>
    public AppliedRules(IReadOnlyList<RulePack> chain)
    {
        Chain = chain;
        foreach (var own in chain.SelectMany(p => p.Levels))
        {
            levels[(own.Track, own.Level)] = own.Over(For(own.Track, own.Level));
        }
    }

    /// <summary>The pack last, the top layer first.</summary>
    public IReadOnlyList<RulePack> Chain { get; }

    /// <summary>The lowest layer.</summary>
    public RulePack Pack => Chain[^1];

    /// <summary>CODE/VERSION of the lowest layer; it fixes the layers above, too.</summary>
    public string RuleVersion => Pack.RuleVersion;

    public IEnumerable<LevelRules> Levels => levels.Values;

    /// <summary>All that is asked for a level; null when the rules know no such level.</summary>
    public LevelRules? For(RecognitionTrack track, RecognitionLevel level) => levels.GetValueOrDefault((track, level));
}
