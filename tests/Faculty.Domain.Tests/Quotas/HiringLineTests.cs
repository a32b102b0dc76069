using CsCheck;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Quotas;

/// <summary>A hiring line from the request to the first day of those who come.</summary>
public sealed class HiringLineTests
{
    private static readonly DateOnly Start = new(2026, 3, 1);

    [Fact]
    public void Of_ten_approved_six_come_one_is_reduced_and_three_stay_open()
    {
        var line = Approved(10, 10, 10);
        Assert.Equal((HiringState.Approved, 10), (line.StateOn(Start), line.OpenOn(Start)));
        line = Public(line);
        for (var i = 0; i < 6; i++)
        {
            line = line.Appoint(Candidate($"{i}")).Onboard($"{i}", $"t{i}", $"e{i}", new(2026, 8, 1));
        }
        Assert.Equal((HiringState.Appointed, 10, 4), (line.StateOn(new(2026, 7, 31)), line.OpenOn(new(2026, 7, 31)), line.OpenOn(new(2026, 8, 1))));
        line = line.Take(Step(HiringStepType.Reduce, new(2026, 8, 2), count: 1));
        Assert.Equal((4, 3, 9, 6), (line.OpenOn(new(2026, 8, 1)), line.OpenOn(new(2026, 8, 2)), line.ApprovedOn(new(2026, 8, 2)), line.OnboardedOn(new(2026, 8, 2))));
    }

    [Fact]
    public void The_least_that_an_office_approves_is_approved_and_nothing_before_the_last_office()
    {
        var line = Line().Take(Step(HiringStepType.Submit, Start)).Take(Approval(Office.Establishment, 8)).Take(Approval(Office.HumanResources, 10));
        Assert.Equal((HiringState.Submitted, 0), (line.StateOn(Start), line.OpenOn(Start)));
        line = line.Take(Approval(Office.Finance, 9) with { Date = Start.AddDays(1) });
        Assert.Equal((HiringState.Submitted, HiringState.Approved, 8), (line.StateOn(Start), line.StateOn(Start.AddDays(1)), line.OpenOn(Start.AddDays(1))));
    }

    [Fact]
    public void What_was_returned_is_approved_anew_by_every_office()
    {
        var line = Line().Take(Step(HiringStepType.Submit, Start)).Take(Approval(Office.Establishment, 8)).Take(Step(HiringStepType.Return, Start)).Take(Step(HiringStepType.Submit, Start));
        line = line.Take(Approval(Office.HumanResources, 9)).Take(Approval(Office.Finance, 9));
        Assert.Equal(HiringState.Submitted, line.StateOn(Start));
        Assert.Equal(9, line.Take(Approval(Office.Establishment, 10)).ApprovedOn(Start));
        Assert.Equal(Reason.OfficeApproved, Refused(() => line.Take(Approval(Office.Finance, 9))));
    }

    [Fact]
    public void What_is_open_at_the_end_of_the_year_expires_and_an_extension_opens_it_again()
    {
        var line = Public(Approved(10, 10, 10)).Appoint(Candidate("1"));
        Assert.Equal((10, 0), (line.OpenOn(new(2026, 12, 31)), line.OpenOn(new(2027, 1, 1))));
        Assert.Equal(HiringState.Expired, line.StateOn(new(2027, 1, 1)));
        Assert.Equal(Reason.HiringExpired, Refused(() => line.Onboard("1", "t", "e", new(2027, 1, 4))));
        var extended = line.Take(Step(HiringStepType.Extend, new(2027, 1, 4)) with { Deadline = new(2027, 2, 28) });
        Assert.Equal((0, 10), (extended.OpenOn(new(2027, 1, 3)), extended.OpenOn(new(2027, 1, 4))));
        Assert.Equal(9, extended.Onboard("1", "t", "e", new(2027, 2, 28)).OpenOn(new(2027, 2, 28)));
    }

    [Fact]
    public void Who_declines_makes_room_for_one_substitute()
    {
        var line = Public(Approved(1, 1, 1)).Appoint(Candidate("1"));
        Assert.Equal(Reason.HiringCount, Refused(() => line.Appoint(Candidate("2"))));
        Assert.Equal(Reason.CandidatesOpen, Refused(() => line.Take(Step(HiringStepType.Cancel, Start.AddDays(9)))));
        var declined = line.Decline("1", Start.AddDays(5), "x");
        Assert.Equal((1, 0), (declined.AppointedOn(Start.AddDays(4)), declined.AppointedOn(Start.AddDays(5))));
        var second = declined.Appoint(Candidate("2") with { SubstituteFor = "1", AppointDate = Start.AddDays(6) });
        Assert.Equal(Reason.CandidateOver, Refused(() => second.Onboard("1", "t", "e", Start.AddDays(30))));
        Assert.Equal(HiringState.Onboarded, second.Onboard("2", "t", "e", Start.AddDays(30)).StateOn(Start.AddDays(30)));
        var both = second.Decline("2", Start.AddDays(7), "x");
        Assert.Equal(Reason.UnknownFact, Refused(() => both.Appoint(Candidate("3") with { SubstituteFor = "9" })));
        var third = Public(Approved(2, 2, 2)).Appoint(Candidate("1"));
        Assert.Equal(Reason.SubstituteMismatch, Refused(() => third.Appoint(Candidate("2") with { SubstituteFor = "1" })));
    }

    [Fact]
    public void Steps_come_in_the_order_of_their_days() =>
        Assert.Equal(Reason.HiringStepEarlier, Refused(() => Approved(1, 1, 1).Take(Step(HiringStepType.Announce, Start.AddDays(-1), count: 1))));

    // The same table in other words.
    private static readonly Dictionary<HiringState, HiringStepType[]> Table = new()
    {
        [HiringState.Draft] = [HiringStepType.Submit, HiringStepType.Cancel],
        [HiringState.Submitted] = [HiringStepType.Approve, HiringStepType.Return, HiringStepType.Cancel],
        [HiringState.Returned] = [HiringStepType.Submit, HiringStepType.Cancel],
        [HiringState.Approved] = [HiringStepType.Announce, HiringStepType.Reduce, HiringStepType.Extend, HiringStepType.Cancel],
        [HiringState.Announced] = [HiringStepType.Select, HiringStepType.Reduce, HiringStepType.Extend, HiringStepType.Cancel],
        [HiringState.Selecting] = [HiringStepType.Publicise, HiringStepType.Reduce, HiringStepType.Extend, HiringStepType.Cancel],
        [HiringState.Publicity] = [HiringStepType.Reduce, HiringStepType.Extend, HiringStepType.Cancel],
        [HiringState.Appointed] = [HiringStepType.Reduce, HiringStepType.Extend, HiringStepType.Cancel],
        [HiringState.Onboarded] = [],
        [HiringState.Cancelled] = [],
        [HiringState.Expired] = [HiringStepType.Extend],
    };

    [Fact]
    public void A_line_goes_no_way_that_the_table_does_not_show_and_its_numbers_never_grow()
    {
        var gone = new HashSet<(HiringState, HiringStepType)>();
        for (var round = 0; round < 10 && Missing().Any(); round++)
        {
            Gen.Int.Sample(Run, iter: 2_000);
        }
        Assert.Empty(Missing());

        IEnumerable<(HiringState, HiringStepType)> Missing() => Table.SelectMany(t => t.Value.Select(step => (t.Key, step))).Except(gone);

        void Run(int seed)
        {
            var random = new Random(seed);
            var line = Line() with { RequestedCount = 3 };
            var day = Start;
            for (var i = 0; i < 40; i++)
            {
                day = day.AddDays(random.Next(30) == 0 ? 200 : random.Next(2));
                var state = line.StateOn(day);
                if (random.Next(3) == 0 && state is HiringState.Publicity or HiringState.Appointed && random.Next(2) == 0)
                {
                    line = Candidates(line, random, day);
                    continue;
                }
                var step = new HiringStep
                {
                    // Mostly what may come, and of that seldom the end.
                    Type = random.Next(3) > 0 && Table[state] is { Length: > 0 } next ? next[random.Next(random.Next(4) == 0 ? next.Length : (next.Length + 1) / 2)] : (HiringStepType)random.Next(1, 10),
                    Date = day, Office = (Office)random.Next(1, 4), Count = random.Next(random.Next(4) == 0 ? 0 : 1, 4), Deadline = day.AddDays(random.Next(400)), DocumentNumber = "1",
                };
                try
                {
                    line = line.Take(step);
                    Assert.Contains(step.Type, Table[state]);
                    lock (gone)
                    {
                        gone.Add((state, step.Type));
                    }
                }
                catch (RuleBroken broken)
                {
                    Assert.True(broken.Reason != Reason.HiringState || !Table[state].Contains(step.Type), $"seed {seed}: {step.Type} in {state} is refused");
                }
                for (var at = Start; at <= day; at = at.AddDays(31))
                {
                    Assert.True(line.RequestedCount >= line.ApprovedOn(at) && line.ApprovedOn(at) >= line.AnnouncedOn(at) && line.AppointedOn(at) >= line.OnboardedOn(at), $"seed {seed}");
                    Assert.InRange(line.OpenOn(at), 0, line.ApprovedOn(at) - line.OnboardedOn(at));
                }
                Assert.True(line.ApprovedOn(DateOnly.MaxValue) >= line.AppointedOn(DateOnly.MaxValue), $"seed {seed}");
            }
        }
    }

    private static HiringLine Candidates(HiringLine line, Random random, DateOnly day)
    {
        try
        {
            return (line.Candidates.FirstOrDefault(c => c.State == CandidateState.Appointed), random.Next(3)) switch
            {
                ({ } one, 0) => line.Onboard(one.CandidateId, "t", "e", day),
                ({ } one, 1) => line.Decline(one.CandidateId, day, "x"),
                _ => line.Appoint(Candidate($"{line.Candidates.Count}") with { AppointDate = day }),
            };
        }
        catch (RuleBroken broken) when (broken.Reason is Reason.HiringCount or Reason.HiringStepEarlier)
        {
            return line;
        }
    }

    private static HiringLine Line() => new()
    {
        Code = "GP-2026-1", SchoolCode = "GP", Year = 2026, Category = PostCategory.Specialty, Route = HiringRoute.Open, RequestedCount = 10, Deadline = new(2026, 12, 31),
    };

    private static HiringLine Approved(int establishment, int people, int finance) => Line().Take(Step(HiringStepType.Submit, Start))
        .Take(Approval(Office.Establishment, establishment)).Take(Approval(Office.HumanResources, people)).Take(Approval(Office.Finance, finance));

    private static HiringLine Public(HiringLine line) => line.Take(Step(HiringStepType.Announce, Start, count: line.ApprovedOn(Start))).Take(Step(HiringStepType.Select, Start)).Take(Step(HiringStepType.Publicise, Start));

    private static HiringStep Step(HiringStepType type, DateOnly date, int count = 0) => new() { Type = type, Date = date, Count = count, DocumentNumber = "1" };

    private static HiringStep Approval(Office office, int count) => Step(HiringStepType.Approve, Start, count) with { Office = office };

    private static Candidate Candidate(string id) => new() { CandidateId = id, CandidateNumber = id, AppointDate = Start };

    private static Reason Refused(Action act) => Assert.Throws<RuleBroken>(act).Reason;
}
