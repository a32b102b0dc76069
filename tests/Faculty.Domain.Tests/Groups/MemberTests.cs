using CsCheck;
using Faculty.Domain.Groups;
using static Faculty.Domain.Tests.Groups.Studios;

namespace Faculty.Domain.Tests.Groups;

/// <summary>Memberships: closed intervals, one leader, nobody twice.</summary>
public sealed class MemberTests
{
    private static readonly DateOnly First = new(2024, 2, 25);
    private static readonly Func<string, string> AsTheyAre = id => id;

    [Fact]
    public void No_day_ever_has_two_leaders_or_one_person_twice() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 5], Gen.Int[0, 12], Gen.Int[0, 14]).Array[1, 15].Sample(commands =>
        {
            var group = Studio();
            var added = 0;
            foreach (var (who, role, from, length) in commands)
            {
                var membership = Member($"T{who}", (MemberRole)role, First.AddDays(from), length == 14 ? null : First.AddDays(from + length), $"m{added++}");
                try
                {
                    group = group.Add(membership, AsTheyAre);
                }
                catch (RuleBroken broken)
                {
                    // What is refused would have broken a day; the days say which.
                    var days = Days(group with { Memberships = [.. group.Memberships, membership] });
                    Assert.Equal(
                        broken.Reason == Reason.SecondLeader,
                        days.Any(d => d.Count(m => m.Role == MemberRole.Leader) > 1) && broken.Reason == Reason.SecondLeader);
                    Assert.Contains(days, d => d.Count(m => m.Role == MemberRole.Leader) > 1 || d.DistinctBy(m => m.TeacherId).Count() < d.Count);
                }
                Assert.All(Days(group), d => Assert.True(d.Count(m => m.Role == MemberRole.Leader) <= 1 && d.DistinctBy(m => m.TeacherId).Count() == d.Count));
            }
        });

    [Fact]
    public void The_next_leader_begins_on_the_day_after_the_last_day_of_the_one_before()
    {
        var group = Studio(Member("A", MemberRole.Leader)).EndMember("m-A", new(2024, 2, 29), "调离");
        Assert.Equal(Reason.SecondLeader, Refused(() => group.Add(Member("B", MemberRole.Leader, new(2024, 2, 29)), AsTheyAre)));
        var next = group.Add(Member("B", MemberRole.Leader, new(2024, 3, 1)), AsTheyAre);
        Assert.Equal(("A", "B"), (next.LeaderOn(new(2024, 2, 29))!.TeacherId, next.LeaderOn(new(2024, 3, 1))!.TeacherId));
    }

    [Fact]
    public void Two_records_that_were_merged_are_one_person()
    {
        var group = Studio(Member("A"));
        Assert.Equal(Reason.MemberTwice, Refused(() => group.Add(Member("B"), id => id == "B" ? "A" : id)));
        Assert.Equal(2, group.Add(Member("B"), AsTheyAre).Memberships.Count);
    }

    [Fact]
    public void An_ended_group_has_no_members_and_takes_none()
    {
        var group = Studio(Member("A", MemberRole.Leader)).Record(GroupState.Ended, new(2024, 7, 1));
        Assert.Equal((1, 0), (group.MembersOn(new(2024, 6, 30)).Count(), group.MembersOn(new(2024, 7, 1)).Count()));
        Assert.Equal(Reason.GroupEnded, Refused(() => group.Add(Member("B", from: new(2024, 7, 1)), AsTheyAre)));
        Assert.Equal(2, group.Add(Member("B", from: new(2024, 6, 30)), AsTheyAre).Memberships.Count);
    }

    [Fact]
    public void A_membership_ends_once_and_may_end_earlier()
    {
        var group = Studio(Member("A", last: new(2026, 8, 31))).EndMember("m-A", new(2025, 8, 31), "");
        Assert.Equal(Reason.AlreadyEnded, Refused(() => group.EndMember("m-A", new(2025, 9, 1), "")));
        Assert.Equal(Reason.PeriodReversed, Refused(() => group.EndMember("m-A", new(2023, 8, 31), "")));
        Assert.Empty(group.WithdrawMember("m-A").Memberships);
    }

    [Fact]
    public void A_membership_is_corrected_under_the_same_rules()
    {
        var group = Studio(Member("A", MemberRole.Leader), Member("B"));
        Assert.Equal(Reason.SecondLeader, Refused(() => group.Correct(group.Memberships[1] with { Role = MemberRole.Leader }, AsTheyAre)));
        Assert.Equal(MemberRole.Backbone, group.Correct(group.Memberships[1] with { Role = MemberRole.Backbone }, AsTheyAre).MembershipWith("m-B").Role);
    }

    [Fact]
    public void The_same_task_stands_once_in_a_year()
    {
        var group = Studio().Record(new GroupTask { TaskId = "a", Year = 2024, Title = "开发教材", Output = "校本教材", PlannedCount = 2 });
        Assert.Equal(Reason.TaskTwice, Refused(() => group.Record(group.Tasks[0] with { TaskId = "b" })));
        var reached = group.Record(group.Tasks[0] with { ReachedCount = 2 }).Record(group.Tasks[0] with { TaskId = "b", Year = 2025 });
        Assert.Equal([(2024, 2), (2025, 0)], reached.Tasks.Select(t => (t.Year, t.ReachedCount)));
        Assert.Single(reached.WithdrawTask("a").Tasks);
    }

    private static List<List<Membership>> Days(Group group) =>
        [.. Enumerable.Range(0, 40).Select(d => group.Memberships.Where(m => m.Period.Covers(First.AddDays(d))).ToList())];
}
