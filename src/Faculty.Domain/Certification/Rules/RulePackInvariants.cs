using Faculty.Domain.Organisations;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rules;

/// <summary>What must hold of a rule pack among the others, when it is taken in and again when it is made active.</summary>
public static class RulePackInvariants
{
    /// <summary>Every rule the pack breaks in a book; the book may hold the pack itself.</summary>
    public static IEnumerable<RuleBroken> Broken(RulePack pack, RuleBook book, OrganisationTree tree)
    {
        if (pack.Window.IsReversed)
        {
            return [Refuse(Reason.PeriodReversed, "The last day lies before the first day.", ("start_date", $"{pack.StartDate:O}"), ("last_date", $"{pack.LastDate:O}"))];
        }
        if (LeadsTo(book, pack.ParentCode, pack.Code))
        {
            return [Refuse(Reason.RulePackCycle, "The packs above lead back to the pack itself.", ("code", pack.Code), ("parent_code", pack.ParentCode))];
        }
        return Layer(pack, book).Concat(Place(pack, book, tree)).Concat(Passed(pack, book, tree)).Concat(Levels(pack, book)).Concat(Windows(pack, book));
    }

    /// <summary>Throws the first rule broken; answers the version of the parent it stands on, 0 at the top.</summary>
    public static int Require(RulePack pack, RuleBook book, OrganisationTree tree) => Broken(pack, book, tree).FirstOrDefault() is { } broken ? throw broken : Parent(pack, book)?.Version ?? 0;

    /// <summary>Throws when a pack that stands on this one holds on a day from the withdrawal on.</summary>
    public static void RequireNoneBelow(RulePack pack, DateOnly from, RuleBook book)
    {
        if (book.All.FirstOrDefault(p => string.Equals(p.ParentRuleVersion, pack.RuleVersion, StringComparison.Ordinal) && p.HeldDays is { } held && held.End >= from) is { } child)
        {
            throw Refuse(Reason.RulePackInUse, "Another pack stands on it on days after that; withdraw that one first.", ("rule_version", pack.RuleVersion), ("other_rule_version", child.RuleVersion), ("to", $"{child.HeldDays?.Last:O}"));
        }
    }

    private static RulePack? Parent(RulePack pack, RuleBook book) => pack.ParentCode.Length == 0 ? null : book.Holding(pack.ParentCode, pack.Window);

    private static IEnumerable<RuleBroken> Layer(RulePack pack, RuleBook book)
    {
        if (pack.Layer == RuleLayer.Nation != (pack.ParentCode.Length == 0))
        {
            yield return Refuse(Reason.RuleLayerOrder, "The nation's pack stands on none, and every other on one.", ("code", pack.Code), ("layer", $"{pack.Layer}"), ("parent_code", pack.ParentCode));
        }
        else if (book.Versions(pack.ParentCode).FirstOrDefault() is { } parent && parent.Layer >= pack.Layer)
        {
            yield return Refuse(Reason.RuleLayerOrder, "A pack stands on one of a layer above its own.", ("code", pack.Code), ("layer", $"{pack.Layer}"), ("parent_code", pack.ParentCode), ("parent_layer", $"{parent.Layer}"));
        }
        else if (pack.ParentCode.Length > 0 && Parent(pack, book) is null)
        {
            yield return Refuse(Reason.RuleParentMissing, "No active version of the pack above holds on all days of this one.", ("code", pack.Code), ("parent_code", pack.ParentCode), ("from", $"{pack.StartDate:O}"), ("to", $"{pack.LastDate:O}"));
        }
    }

    private static IEnumerable<RuleBroken> Place(RulePack pack, RuleBook book, OrganisationTree tree)
    {
        if (pack.OrganisationCode.Length == 0)
        {
            yield break;
        }
        if (tree.Find(pack.OrganisationCode) is not { } place || !place.Period.Covers(pack.StartDate))
        {
            yield return Refuse(Reason.UnknownOrganisation, "The organisation does not exist on the pack's first day.", ("code", pack.OrganisationCode), ("day", $"{pack.StartDate:O}"));
        }
        else if (!KindsOf(pack.Layer).Contains(place.Kind))
        {
            yield return Refuse(
                Reason.OrganisationKindMismatch, "A province's pack is for a province, a school's for a school, and a batch's for who runs batches.",
                ("code", pack.OrganisationCode), ("kind", $"{place.Kind}"), ("layer", $"{pack.Layer}"));
        }
        else if (Parent(pack, book) is { OrganisationCode.Length: > 0 } parent
            && !tree.Above(pack.OrganisationCode, new(pack.StartDate, pack.StartDate)).Any(a => string.Equals(a.Code, parent.OrganisationCode, StringComparison.Ordinal)))
        {
            yield return Refuse(Reason.RuleLayerOrder, "The organisation does not lie below that of the pack above.", ("code", pack.OrganisationCode), ("parent_code", parent.OrganisationCode));
        }
    }

    // Who is judged by the lowest pack is judged by all above it, so none of a layer between may hold at its place: neither now nor put in later.
    private static IEnumerable<RuleBroken> Passed(RulePack pack, RuleBook book, OrganisationTree tree) =>
        from other in book.All
        where !string.Equals(other.Code, pack.Code, StringComparison.Ordinal) && other.HeldDays is not null
        let lower = other.Layer > pack.Layer ? other : pack
        let between = other.Layer > pack.Layer ? pack : other
        where lower.Layer > between.Layer && lower.ParentCode.Length > 0
        let upper = lower == pack ? Parent(pack, book) : book.Find(lower.ParentCode, lower.ParentVersion)
        where upper is not null && upper.Layer < between.Layer
        let shared = Shared(lower, between, tree)
        where shared is not null
        select Refuse(
            Reason.RuleLayerPassed, "A pack of a layer between holds there; stand on that one.",
            ("rule_version", lower.RuleVersion), ("parent_code", upper.Code), ("other_rule_version", between.RuleVersion), ("from", $"{shared.Value.First:O}"), ("to", $"{shared.Value.Last:O}"));

    /// <summary>The first days on which a pack is for an organisation at or above another's, and both hold or are meant to.</summary>
    private static Period? Shared(RulePack lower, RulePack upper, OrganisationTree tree) =>
        (lower.HeldDays ?? lower.Window).Intersect(upper.HeldDays ?? upper.Window) is { } days
            ? tree.Above(lower.OrganisationCode, days).Where(a => string.Equals(a.Code, upper.OrganisationCode, StringComparison.Ordinal)).Select(a => (Period?)a.During).FirstOrDefault()
            : null;

    // There is no layer of cities and counties: theirs are the province's rules.
    private static OrganisationKind[] KindsOf(RuleLayer layer) => layer switch
    {
        RuleLayer.Province => [OrganisationKind.Province],
        RuleLayer.School => [OrganisationKind.School],
        _ => [OrganisationKind.Nation, OrganisationKind.Province, OrganisationKind.City, OrganisationKind.County, OrganisationKind.School],
    };

    // At the top the levels of a track follow each other from the lowest; below, only levels of the pack above can be made stricter.
    private static IEnumerable<RuleBroken> Levels(RulePack pack, RuleBook book)
    {
        if (pack.ParentCode.Length == 0)
        {
            foreach (var track in pack.Levels.GroupBy(l => l.Track))
            {
                var next = RecognitionLevel.Junior;
                foreach (var level in track.OrderBy(l => l.Level))
                {
                    if (level.Level != next++)
                    {
                        yield return Refuse(Reason.RuleLevelGap, "A level is missing below another.", ("code", pack.Code), ("track", $"{track.Key}"), ("level", $"{next - 1}"));
                        break;
                    }
                }
            }
        }
        else if (Parent(pack, book) is { } parent && book.Applied(parent.Code, parent.Version) is { } upper)
        {
            foreach (var own in pack.Levels)
            {
                if (upper.For(own.Track, own.Level) is not { } above)
                {
                    yield return Refuse(Reason.RuleLevelGap, "The pack above has no such level.", ("code", pack.Code), ("track", $"{own.Track}"), ("level", $"{own.Level}"), ("parent_code", parent.Code));
                    continue;
                }
                foreach (var (rule, weakness) in own.WeakerThan(above))
                {
                    yield return Refuse(
                        Reason.RuleWeaker, $"Rule {rule} of {own.Track} {own.Level} is weaker than in the layer above: {weakness.Value} {weakness.Own}, there {weakness.Upper}.",
                        ("code", pack.Code), ("parent_code", parent.Code), ("track", $"{own.Track}"), ("level", $"{own.Level}"),
                        ("rule", rule), ("value", weakness.Value), ("own", weakness.Own), ("upper", weakness.Upper));
                }
            }
        }
    }

    // Of one code, and of one place in one layer, one version holds on a day. Batches name their pack, so theirs may lie beside each other.
    private static IEnumerable<RuleBroken> Windows(RulePack pack, RuleBook book) =>
        from other in book.All
        where !string.Equals(other.RuleVersion, pack.RuleVersion, StringComparison.Ordinal)
        where string.Equals(other.Code, pack.Code, StringComparison.Ordinal)
            || pack.Layer != RuleLayer.Batch && other.Layer == pack.Layer && string.Equals(other.OrganisationCode, pack.OrganisationCode, StringComparison.Ordinal)
        let shared = other.HeldDays?.Intersect(pack.Window)
        where shared is not null
        select Refuse(
            Reason.RuleWindowsOverlap, "Another version holds on some of these days; withdraw it from the first day of this one.",
            ("rule_version", pack.RuleVersion), ("other_rule_version", other.RuleVersion), ("from", $"{shared.Value.First:O}"), ("to", $"{shared.Value.Last:O}"));

    // The newest version of each code says where its own parent is; more steps than layers are a circle of others.
    private static bool LeadsTo(RuleBook book, string from, string code, int steps = 0) =>
        from.Length > 0
        && (steps > 8 || string.Equals(from, code, StringComparison.Ordinal)
            || book.Versions(from).FirstOrDefault() is { } above && LeadsTo(book, above.ParentCode, code, steps + 1));

    private static RuleBroken Refuse(Reason reason, string message, params (string Key, string Value)[] facts) => new(reason, message, facts);
}
