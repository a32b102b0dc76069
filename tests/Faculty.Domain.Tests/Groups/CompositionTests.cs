using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Groups;
using Faculty.Domain.Groups.Composition;
using Faculty.Domain.Teachers;
using Faculty.Domain.Tests.Metrics;
using static Faculty.Domain.Tests.Groups.Studios;

namespace Faculty.Domain.Tests.Groups;

/// <summary>Composition on any day, against counting heads.</summary>
public sealed class CompositionTests
{
    private static readonly DateOnly Day = new(2025, 9, 1);

    private static CompositionRule Share(ShareComparison comparison, int numerator = 1, int denominator = 2, params MemberRole[] without) =>
        new() { Code = "share", Recognised = new() { Comparison = comparison, Numerator = numerator, Denominator = denominator, WithoutRoles = without } };

    [Theory]
    [InlineData(ShareComparison.AtLeast, CompositionResult.Met)]
    [InlineData(ShareComparison.MoreThan, CompositionResult.Lacking)]
    public void Exactly_half_is_at_least_half_and_not_more(ShareComparison comparison, CompositionResult expected)
    {
        var group = Studio(Member("A"), Member("B"), Member("C"), Member("D"));
        var people = People(Teacher("A", InForce()), Teacher("B", InForce()), Teacher("C"), Teacher("D"));
        var judged = CompositionJudge.Judge(group, Book(Share(comparison)), Day, people);
        Assert.Equal((expected, 2, 4), (judged.Result, judged.Findings[0].Counted, judged.Findings[0].Among));
    }

    [Fact]
    public void A_share_is_never_rounded()
    {
        // Two thirds are 66.67 % as published, and less than 66.67 %.
        var group = Studio(Member("A"), Member("B"), Member("C"));
        var people = People(Teacher("A", InForce()), Teacher("B", InForce()), Teacher("C"));
        Assert.Equal(CompositionResult.Lacking, CompositionJudge.Judge(group, Book(Share(ShareComparison.AtLeast, 6667, 10000)), Day, people).Result);
        Assert.Equal(CompositionResult.Met, CompositionJudge.Judge(group, Book(Share(ShareComparison.AtLeast, 2, 3)), Day, people).Result);
    }

    [Fact]
    public void Composition_on_any_day_is_the_count_of_heads()
    {
        var role = Gen.Int[1, 5].Select(r => (MemberRole)r);
        var member = Gen.Select(Gen.Int[0, 5], role, RandomRegistry.Day, Gen.Int[0, 400]);
        Gen.Select(RandomRegistry.Teacher.Array[6], member.Array[0, 10], RandomRegistry.Day, Gen.Int[0, 5], Gen.Bool, Gen.Int[0, 2]).Sample((teachers, members, day, merged, more, least) =>
        {
            // One of the records was merged into the first.
            Teacher[] all = [.. teachers.Select((t, i) => t with { TeacherId = $"T{i}", MergedIntoTeacherId = "" })];
            string Standing(string id) => id == $"T{merged}" ? "T0" : id;
            var group = Studio([.. members.Select((m, i) => Member($"T{m.Item1}", m.Item2, m.Item3, m.Item3.AddDays(m.Item4), $"m{i}"))]) with
            {
                Events = [new() { State = GroupState.Applied, EffectiveDate = new(2019, 1, 1) }],
            };
            var rule = Share(more ? ShareComparison.MoreThan : ShareComparison.AtLeast, 1, 3, MemberRole.Secretary) with { };
            rule = rule with { Recognised = rule.Recognised! with { LeastLevel = (RecognitionLevel)least } };
            var people = new GroupPeople(id => all.Single(t => t.TeacherId == Standing(id)), (_, _) => 1);
            var judged = CompositionJudge.Judge(group, Book(rule), day, people);

            // By hand: each person once, in the first of the roles; recognised by looking at each certificate.
            var (heads, recognised) = (0, 0);
            foreach (var person in group.Memberships.Where(m => m.StartDate <= day && day <= m.LastDate).GroupBy(m => Standing(m.TeacherId)))
            {
                if (person.Min(m => m.Role) == MemberRole.Secretary)
                {
                    continue;
                }
                heads++;
                recognised += all.Single(t => t.TeacherId == person.Key).Recognitions.Any(r => r.StateOn(day) == RecognitionState.InForce && (int)r.Level >= least) ? 1 : 0;
            }
            var expected = heads == 0 ? CompositionResult.NotApplicable
                : (more ? 3 * recognised > heads : 3 * recognised >= heads) ? CompositionResult.Met : CompositionResult.Lacking;
            return judged.Findings[0].Counted == recognised && judged.Findings[0].Among == heads && judged.Findings[0].Result == expected
                && judged.Findings[0].Members.Count(m => m.Counts) == recognised;
        });
    }

    [Fact]
    public void Whoever_does_not_count_is_told_why()
    {
        var revoked = Recognition(new(2020, 1, 1), null, RecognitionLevel.Junior, new RecognitionEvent { Type = RecognitionEventType.Revoke, EffectiveDate = Day });
        var suspended = Recognition(new(2020, 1, 1), null, RecognitionLevel.Junior, new RecognitionEvent { Type = RecognitionEventType.Suspend, EffectiveDate = Day });
        var people = People(
            Teacher("A", InForce()), Teacher("B", Recognition(new(2020, 1, 1), Day.AddDays(-1))), Teacher("C", revoked), Teacher("D", suspended),
            Teacher("E", Recognition(Day.AddDays(1), null)), Teacher("F", InForce() with { Trust = RecognitionTrust.Unverified }), Teacher("G"));
        var group = Studio([.. "ABCDEFG".Select(c => Member($"{c}"))]);
        var judged = CompositionJudge.Judge(group, Book(Share(ShareComparison.AtLeast)), Day, people);
        Assert.Equal(
            [MemberCause.Recognised, MemberCause.Lapsed, MemberCause.Revoked, MemberCause.Suspended, MemberCause.NotYet, MemberCause.Unverified, MemberCause.NotRecognised],
            judged.Findings[0].Members.OrderBy(m => m.Membership.TeacherId, StringComparer.Ordinal).Select(m => m.Cause));
    }

    [Fact]
    public void A_revocation_counts_from_its_own_day_and_a_last_day_counts()
    {
        var group = Studio(Member("A"));
        var lapsing = People(Teacher("A", Recognition(new(2020, 3, 1), new(2024, 2, 29))));
        var book = Book(Share(ShareComparison.AtLeast, 1, 1));
        Assert.Equal(CompositionResult.Met, CompositionJudge.Judge(group, book, new(2024, 2, 29), lapsing).Result);
        Assert.Equal(CompositionResult.Lacking, CompositionJudge.Judge(group, book, new(2024, 3, 1), lapsing).Result);
    }

    [Theory]
    [InlineData(15, 20, 14, CompositionResult.Lacking)]
    [InlineData(15, 20, 15, CompositionResult.Met)]
    [InlineData(15, 20, 20, CompositionResult.Met)]
    [InlineData(15, 20, 21, CompositionResult.Lacking)]
    [InlineData(3, 0, 50, CompositionResult.Met)]
    public void Size_is_from_least_to_most(int least, int most, int members, CompositionResult expected)
    {
        var group = Studio([.. Enumerable.Range(0, members).Select(i => Member($"T{i}"))]);
        var rule = new CompositionRule { Code = "size", Size = new() { LeastCount = least, MostCount = most } };
        Assert.Equal(expected, CompositionJudge.Judge(group, Book(rule), Day, People()).Result);
    }

    [Fact]
    public void Conditions_of_the_leader_are_asked_one_after_the_other()
    {
        var rule = new CompositionRule { Code = "leader", Leader = new() { LeastTitleRank = 4, LeastLevel = RecognitionLevel.Middle, LeastMonths = 60, FullTimeAtHost = true } };
        var title = new Title { TitleCode = "022" };
        var middle = Recognition(new(2020, 1, 1), null, RecognitionLevel.Middle);
        MemberCause Cause(Teacher teacher) =>
            CompositionJudge.Judge(Studio(Member("A", MemberRole.Leader)), Book(rule), Day, People(teacher)).Findings[0].Members[0].Cause;

        Assert.Equal(MemberCause.TitleTooLow, Cause(Teacher("A", middle)));
        Assert.Equal(MemberCause.NotRecognised, Cause(Teacher("A") with { Titles = [title] }));
        Assert.Equal(MemberCause.LevelTooLow, Cause(Teacher("A", InForce()) with { Titles = [title] }));
        Assert.Equal(MemberCause.TooFewMonths, Cause(Teacher("A", middle) with { Titles = [title], Engagements = [FullTime(new(2020, 9, 3))] }));
        Assert.Equal(MemberCause.NotAtHost, Cause(Teacher("A", middle) with { Titles = [title], Engagements = [FullTime(new(2000, 9, 1), school: "JC")] }));
        Assert.Equal(MemberCause.Qualified, Cause(Teacher("A", middle) with { Titles = [title], Engagements = [FullTime(new(2020, 9, 2))] }));
        Assert.Equal(CompositionResult.Lacking, CompositionJudge.Judge(Studio(Member("A")), Book(rule), Day, People()).Result);
    }

    [Fact]
    public void A_term_that_begins_on_29_February_ends_with_a_February()
    {
        var rule = new CompositionRule { Code = "term", Term = new() { MostMonths = 36 } };
        var group = Studio(Member("A", MemberRole.Leader, new(2024, 2, 29)));
        CompositionResult On(DateOnly day) => CompositionJudge.Judge(group, Book(rule), day, People()).Result;
        Assert.Equal((CompositionResult.Met, CompositionResult.Lacking), (On(new(2027, 2, 28)), On(new(2027, 3, 1))));
    }

    [Fact]
    public void Groups_of_a_person_and_enterprises_are_counted_on_the_day()
    {
        var group = Studio(Member("A"), Member("B", MemberRole.EnterpriseMember)) with { Enterprises = [new() { Name = "某机械厂", StartDate = new(2024, 1, 1), LastDate = new(2024, 12, 31) }] };
        var people = new GroupPeople(id => Teacher(id), (id, _) => id == "A" ? 2 : 1);
        CompositionRule[] rules =
        [
            new() { Code = "groups", Groups = new() { MostCount = 1 } },
            new() { Code = "enterprises", Enterprises = new() { LeastCount = 1 } },
            new() { Code = "from-enterprise", Enterprise = new() { LeastCount = 1 } },
            new() { Code = "ethics", ByPeople = new() { Question = "师德" } },
        ];
        var judged = CompositionJudge.Judge(group, Book(rules), new(2024, 12, 31), people);
        Assert.Equal([CompositionResult.Lacking, CompositionResult.Met, CompositionResult.Met, CompositionResult.Manual], judged.Findings.Select(f => f.Result));
        Assert.Equal(["groups", "enterprises"], CompositionJudge.Judge(group, Book(rules), new(2025, 1, 1), people).LackingCodes);
    }

    [Fact]
    public void The_rules_are_those_of_the_level_and_the_day()
    {
        CompositionRule rule = new() { Code = "r", ByPeople = new() };
        CompositionRules Rules(string code, GroupLevel level, DateOnly? from, DateOnly? last) => new() { Code = code, Kind = GroupKind.MasterStudio, Level = level, StartDate = from, LastDate = last, Rules = [rule] };
        var book = CompositionBook.Of([Rules("ALL", GroupLevel.Unspecified, null, null), Rules("P1", GroupLevel.Provincial, null, new(2024, 12, 31)), Rules("P2", GroupLevel.Provincial, new(2025, 3, 1), null)]);
        (DateOnly Day, GroupLevel Level)[] asked =
            [(new(2024, 12, 31), GroupLevel.Provincial), (new(2025, 1, 1), GroupLevel.Provincial), (new(2025, 3, 1), GroupLevel.Provincial), (new(2025, 3, 1), GroupLevel.City)];
        Assert.Equal(["P1", "ALL", "P2", "ALL"], asked.Select(a => book.For(GroupKind.MasterStudio, a.Level, a.Day)!.Code));
        Assert.Null(book.For(GroupKind.InnovationTeam, GroupLevel.City, Day));
        Assert.Throws<FormatException>(() => CompositionBook.Of([Rules("A", GroupLevel.City, null, null), Rules("B", GroupLevel.City, null, null)]));
        Assert.Throws<FormatException>(() => CompositionBook.Of([Rules("A", GroupLevel.City, null, null) with { Rules = [rule with { Size = new() { LeastCount = 1 } }] }]));
    }

    [Fact]
    public void A_group_that_is_none_on_the_day_is_not_judged()
    {
        var ended = Studio(Member("A")).Record(GroupState.Ended, new(2024, 7, 1));
        var book = Book(new CompositionRule { Code = "size", Size = new() { LeastCount = 5 } });
        Assert.Equal(CompositionResult.Lacking, CompositionJudge.Judge(ended, book, new(2024, 6, 30), People()).Result);
        Assert.Equal(CompositionResult.NotApplicable, CompositionJudge.Judge(ended, book, new(2024, 7, 1), People()).Result);
        Assert.Equal(CompositionResult.NotApplicable, CompositionJudge.Judge(ended, book, AppliedOn.AddDays(-1), People()).Result);
    }
}
