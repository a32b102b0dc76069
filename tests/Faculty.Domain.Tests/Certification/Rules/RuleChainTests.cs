using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;

namespace Faculty.Domain.Tests.Certification.Rules;

/// <summary>Packs that were let in one after the other, wherever and on whatever they stand.</summary>
public sealed class RuleChainTests
{
    private static readonly DateOnly Origin = new(2024, 1, 1);
    private static readonly string[] Places = ["", "P1", "P2", "S1", "S2"];
    private static readonly string[] Codes = ["A", "B", "C", "D", "E", "F"];

    // S2 moves from P1 to P2 on day 60.
    private static readonly OrganisationTree Tree = OrganisationTree.Of(
    [
        Place("P1", OrganisationKind.Province), Place("P2", OrganisationKind.Province), Place("S1", OrganisationKind.School, (0, "P1", null)), Place("S2", OrganisationKind.School, (0, "P1", 59), (60, "P2", null)),
    ]);

    private static readonly Gen<RulePack> Pack = Gen.Select(
        Gen.Select(Gen.Int[0, Codes.Length - 1], Gen.Int[0, Codes.Length - 1], Gen.Int[1, 4], Gen.Int[0, Places.Length - 1]),
        Gen.Select(Gen.Int[0, 60], Gen.Int[20, 120]),
        Gen.Select(RandomRules.Requirement("a"), RandomRules.Requirement("b"), Gen.Int[1, 3])).Select((what, when, rules) => new RulePack
        {
            Code = what.Item3 == 1 ? "A" : Codes[what.Item1],
            ParentCode = what.Item3 == 1 ? "" : Codes[what.Item2],
            Version = 1,
            Layer = (RuleLayer)what.Item3,
            OrganisationCode = what.Item3 == 1 ? "" : Places[what.Item4],
            Title = "规则",
            DocumentNumber = "1",
            State = RulePackState.Draft,
            StartDate = what.Item3 == 1 ? Origin : Origin.AddDays(when.Item1),
            LastDate = what.Item3 == 1 ? null : Origin.AddDays(when.Item1 + when.Item2),
            Levels = [Level([.. new[] { rules.Item1, rules.Item2 }.Where((_, i) => (rules.Item3 >> i & 1) == 1)])],
        });

    [Fact]
    public void Nobody_is_accepted_at_a_place_whom_a_pack_refuses_that_holds_there()
    {
        var below = 0;
        Gen.Select(Pack.Array[12], RandomRules.Teacher, Gen.Int[0, 150]).Sample(
            (packs, teacher, n) =>
            {
                var (book, day) = (RuleBook.Empty, Origin.AddDays(n));
                foreach (var pack in packs)
                {
                    // A pack without a sound place in the tree is refused before the rules are looked at.
                    var numbered = pack with { Version = (book.Versions(pack.Code).FirstOrDefault()?.Version ?? 0) + 1 };
                    if (!RulePackInvariants.Broken(numbered, book, Tree).Any())
                    {
                        book = book.With(numbered.Activate(RulePackInvariants.Require(numbered, book, Tree)));
                    }
                }
                return ((string[])["S1", "S2", "P1", "P2"]).All(place =>
                {
                    string[] above = [.. Tree.Above(place, new(day, day)).Select(a => a.Code)];
                    if (book.For(above, day) is not { } applied)
                    {
                        return true;
                    }
                    var holding = book.All.Where(p => p.Layer != RuleLayer.Batch && p.HoldsOn(day) && p.Layer < applied.Pack.Layer && (p.OrganisationCode.Length == 0 || above.Contains(p.OrganisationCode))).ToList();
                    Interlocked.Add(ref below, holding.Count);
                    return holding.TrueForAll(p => Verdict(applied) <= Verdict(book.Applied(p.Code, p.Version)!));
                });

                int Verdict(AppliedRules rules) => rules.For(RecognitionTrack.Secondary, RecognitionLevel.Junior)!.Check(teacher, day).Select(f => f.Outcome.Rank).DefaultIfEmpty(2).Min();
            },
            iter: 30_000);
        Assert.True(below > 2_000, $"only {below} packs had another below: the property says little");
    }

    private static LevelRules Level(Requirement[] requirements) =>
        new() { Track = RecognitionTrack.Secondary, Level = RecognitionLevel.Junior, DecidingTier = ReviewTier.School, Requirements = requirements };

    private static Organisation Place(string code, OrganisationKind kind, params IEnumerable<(int First, string Code, int? Last)> parents) => new()
    {
        Code = code,
        Kind = kind,
        StartDate = new(1950, 1, 1),
        Parents = [.. parents.Select(p => new OrganisationParent
        {
            ParentCode = p.Code,
            StartDate = p.First == 0 ? new(1950, 1, 1) : Origin.AddDays(p.First),
            LastDate = p.Last is { } last ? Origin.AddDays(last) : null,
        })],
    };
}
