using System.Collections.Immutable;
using Faculty.Domain.Organisations;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rules;

/// <summary>All rule packs of a moment of knowledge; immutable, a change gives the next book.</summary>
public sealed class RuleBook
{
    private static readonly IComparer<(string Code, int Version)> ByCode = Comparer<(string Code, int Version)>.Create((a, b) =>
        string.CompareOrdinal(a.Code, b.Code) is var order and not 0 ? order : a.Version.CompareTo(b.Version));

    public static readonly RuleBook Empty = new(ImmutableSortedDictionary.Create<(string Code, int Version), RulePack>(ByCode));

    private readonly ImmutableSortedDictionary<(string Code, int Version), RulePack> packs;
    private readonly Dictionary<(string, int), AppliedRules> applied = [];

    private RuleBook(ImmutableSortedDictionary<(string Code, int Version), RulePack> packs)
    {
        this.packs = packs;
        // The top first, so that each finds its upper layers done.
        foreach (var pack in packs.Values.Where(p => p.State is RulePackState.Active or RulePackState.Withdrawn).OrderBy(p => p.Layer))
        {
            applied[(pack.Code, pack.Version)] = new([.. applied.GetValueOrDefault((pack.ParentCode, pack.ParentVersion))?.Chain ?? [], pack]);
        }
    }

    /// <summary>By code and version.</summary>
    public IEnumerable<RulePack> All => packs.Values;

    public static RuleBook Of(IEnumerable<RulePack> packs) => new(Empty.packs.AddRange(packs.Select(p => KeyValuePair.Create((p.Code, p.Version), p))));

    public RuleBook With(RulePack pack) => new(packs.SetItem((pack.Code, pack.Version), pack));

    public RulePack? Find(string code, int version) => packs.GetValueOrDefault((code, version));

    /// <summary>The versions of a code, the newest first.</summary>
    public IEnumerable<RulePack> Versions(string code) => packs.Values.Where(p => string.Equals(p.Code, code, StringComparison.Ordinal)).Reverse();

    /// <summary>The rules of a version made active once, with the layers above; null for a draft and an unknown one.</summary>
    public AppliedRules? Applied(string code, int version) => applied.GetValueOrDefault((code, version));

    /// <summary>The same by CODE/VERSION.</summary>
    public AppliedRules? Applied(string ruleVersion) =>
        ruleVersion.Split('/') is [var code, var version] ? Applied(code, int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)) : null;

    /// <summary>
    /// The rules that hold on a day at an organisation: of the lowest layer that has some for it or for one above, and stands on all that hold
    /// above that. A batch's own pack holds only in the batch that names it.
    /// </summary>
    /// <param name="above">The organisation and those above it on the day, the nearest first.</param>
    /// <param name="day">The day.</param>
    public AppliedRules? For(IReadOnlyList<string> above, DateOnly day)
    {
        List<(RulePack Pack, int Distance)> holding =
        [
            .. from pack in packs.Values
               where pack.Layer != RuleLayer.Batch && pack.HoldsOn(day)
               let distance = pack.OrganisationCode.Length == 0 ? above.Count : IndexOf(above, pack.OrganisationCode)
               where distance >= 0
               orderby pack.Layer descending, distance
               select (pack, distance),
        ];
        // An organisation may have moved since: a pack that does not stand on those above it holds no more, or it would pass them over.
        return holding.Select(h => Applied(h.Pack.Code, h.Pack.Version))
            .FirstOrDefault(a => a is not null && holding.TrueForAll(h => h.Pack.Layer >= a.Pack.Layer || a.Chain.Contains(h.Pack)));
    }

    /// <summary>The same of an organisation in its tree.</summary>
    public AppliedRules? For(OrganisationTree tree, string organisationCode, DateOnly day) => For([.. tree.Above(organisationCode, new(day, day)).Select(a => a.Code)], day);

    /// <summary>The version of a code that holds on all days of a period; null when none does.</summary>
    public RulePack? Holding(string code, Period days) => Versions(code).FirstOrDefault(p => p.HeldDays is { } held && held.Covers(days));

    private static int IndexOf(IReadOnlyList<string> above, string code)
    {
        for (var i = 0; i < above.Count; i++)
        {
            if (string.Equals(above[i], code, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }
}
