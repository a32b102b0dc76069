using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;

namespace Faculty.Domain.Certification.Batches;

public sealed partial record Batch
{
    /// <summary>The rules that it will be under: of the pack that it names, else those that hold at its organisation on its day; null when none do.</summary>
    public AppliedRules? RulesOf(RuleBook book, OrganisationTree tree)
    {
        var above = AboveOn(tree, OrganisationCode);
        if (RulePackCode.Length == 0)
        {
            return book.For(above, AsOf);
        }
        return book.Versions(RulePackCode).FirstOrDefault(p => p.Layer == RuleLayer.Batch && p.HoldsOn(AsOf) && above.Contains(p.OrganisationCode)) is { } own
            ? book.Applied(own.Code, own.Version)
            : throw new RuleBroken(
                Reason.BatchPackUnfit, "No version of the pack holds on the batch's day for its organisation, or it is not of the layer of batches.",
                ("batch_code", Code), ("rule_pack_code", RulePackCode), ("organisation_code", OrganisationCode), ("day", $"{AsOf:O}"));
    }

    /// <summary>
    /// Takes applications from now on, under these rules, and at places below with stricter ones under those. Every tier of every level must have an
    /// organisation above each of its schools.
    /// </summary>
    public Batch Open(AppliedRules rules, RuleBook book, OrganisationTree tree)
    {
        var open = Open(rules.RuleVersion, [.. Stricter(rules, book, tree)]);
        foreach (var school in tree.EverBelow(OrganisationCode).Where(o => o.Kind is OrganisationKind.School or OrganisationKind.AttachedClass && o.Period.Covers(AsOf)))
        {
            var above = AboveOn(tree, school.Code);
            foreach (var level in above.Contains(OrganisationCode) ? open.LevelsAt(above, book) : [])
            {
                if (ReviewPlace.MissingTier(level.DecidingTier, above, tree) is { } tier)
                {
                    throw new RuleBroken(
                        Reason.TierMissing, "A tier of the level has no organisation above the school.",
                        ("batch_code", Code), ("organisation_code", school.Code), ("level", $"{level.Level}"), ("tier", $"{tier}"));
                }
            }
        }
        return open;
    }

    /// <summary>The version of the rules for applications of a school, by the organisations above it, the nearest first.</summary>
    public string RuleVersionAt(IReadOnlyList<string> above) =>
        above.Select(code => PlaceRules.FirstOrDefault(p => p.OrganisationCode == code)?.RuleVersion).FirstOrDefault(v => v is not null) ?? RuleVersion;

    /// <summary>An organisation and those above it on the batch's day, the nearest first.</summary>
    public IReadOnlyList<string> AboveOn(OrganisationTree tree, string code) => [.. tree.Above(code, new(AsOf, AsOf)).Select(a => a.Code)];

    private IEnumerable<LevelRules> LevelsAt(IReadOnlyList<string> above, RuleBook book) =>
        book.Applied(RuleVersionAt(above))?.Levels.Where(l => l.Track == Track).OrderBy(l => l.Level) ?? Enumerable.Empty<LevelRules>();

    // A batch's own pack stands on what holds above; what holds below it does not know, and neither makes the other stricter.
    private IEnumerable<PlaceRules> Stricter(AppliedRules rules, RuleBook book, OrganisationTree tree)
    {
        foreach (var pack in book.All.Where(p => p.Layer != RuleLayer.Batch && p.OrganisationCode.Length > 0 && p.HoldsOn(AsOf) && !rules.Chain.Contains(p)))
        {
            var above = AboveOn(tree, pack.OrganisationCode);
            if (RulePackCode.Length > 0 && (above.Contains(OrganisationCode) || AboveOn(tree, OrganisationCode).Contains(pack.OrganisationCode)))
            {
                throw new RuleBroken(
                    Reason.BatchRulesPassed, "A place of the batch has rules that the batch's own pack does not stand on.",
                    ("batch_code", Code), ("rule_version", rules.RuleVersion), ("other_rule_version", pack.RuleVersion), ("organisation_code", pack.OrganisationCode));
            }
            if (pack.OrganisationCode != OrganisationCode && above.Contains(OrganisationCode) && book.For(above, AsOf) is { } held && held.Pack == pack)
            {
                yield return new() { OrganisationCode = pack.OrganisationCode, RuleVersion = pack.RuleVersion };
            }
        }
    }
}
