using CsCheck;
using Faculty.Domain.Groups;
using static Faculty.Domain.Tests.Groups.Studios;
using static Faculty.Domain.Groups.GroupState;

namespace Faculty.Domain.Tests.Groups;

/// <summary>The life cycle, against a list of the arrows drawn by hand.</summary>
public sealed class StageTests
{
    // Written out once more on purpose: the table of the domain is judged by it.
    private static readonly HashSet<(GroupState, GroupState)> Arrows =
    [
        (Unspecified, Applied), (Applied, Building), (Applied, Ended), (Building, Midterm), (Building, Ended),
        (Midterm, Accepted), (Midterm, Deferred), (Midterm, Failed), (Midterm, Ended),
        (Deferred, Midterm), (Deferred, Accepted), (Deferred, Failed), (Deferred, Ended),
        (Accepted, Named), (Accepted, Ended), (Failed, Ended), (Named, Ended),
    ];

    private static readonly GroupState[] States = Enum.GetValues<GroupState>()[1..];

    [Fact]
    public void Every_arrow_is_reached_and_none_else()
    {
        var reached = new HashSet<(GroupState, GroupState)> { (Unspecified, Applied) };
        Gen.Select(Gen.Int[0, States.Length - 1], Gen.Int[0, 30]).Array[1, 25].Sample(
            steps =>
            {
                var group = Studio();
                // The model: what stands on which day, in order.
                List<(DateOnly Day, GroupState State)> model = [(AppliedOn, Applied)];
                foreach (var (state, days) in steps)
                {
                    var day = AppliedOn.AddDays(days);
                    var at = model.Count(m => m.Day <= day);
                    List<(DateOnly Day, GroupState State)> wanted = [.. model[..at], (day, States[state]), .. model[at..]];
                    var follows = wanted.Select((m, i) => (i == 0 ? Unspecified : wanted[i - 1].State, m.State)).ToList();
                    var isGood = follows.TrueForAll(Arrows.Contains);
                    Group? next = null;
                    var reason = Refused(() => next = group.Record(States[state], day));
                    if (reason != (isGood ? null : Reason.GroupStageOrder))
                    {
                        return false;
                    }
                    if (next is not null)
                    {
                        (group, model) = (next, wanted);
                        reached.UnionWith(follows);
                    }
                    for (var d = AppliedOn.AddDays(-1); d <= AppliedOn.AddDays(31); d = d.AddDays(1))
                    {
                        if (group.StateOn(d) != model.Where(m => m.Day <= d).Select(m => m.State).LastOrDefault())
                        {
                            return false;
                        }
                    }
                }
                return true;
            },
            iter: 20_000, threads: 1);
        Assert.Equal(Arrows.Order(), reached.Order());
    }

    [Fact]
    public void Each_stage_but_the_application_needs_its_document() =>
        Assert.Equal(Reason.DocumentMissing, Refused(() => Studio().Record(Building, new(2023, 9, 1), document: "")));

    [Fact]
    public void A_stage_withdrawn_leaves_what_was_before()
    {
        var group = Studio().Record(Building, new(2023, 9, 1)).Record(Midterm, new(2025, 3, 1));
        Assert.Equal(Building, group.WithdrawEvent("e2").StateOn(new(2025, 3, 1)));
        Assert.Equal(Reason.GroupStageOrder, Refused(() => group.WithdrawEvent("e1")));
        Assert.Equal(Reason.GroupStageOrder, Refused(() => Studio().WithdrawEvent("e0")));
        Assert.Equal(Reason.GroupPartUnknown, Refused(() => group.WithdrawEvent("e9")));
    }

    [Fact]
    public void What_a_document_decided_is_changed_by_who_decides()
    {
        var applied = Studio();
        var building = applied.Record(Building, new(2023, 9, 1));
        Assert.Equal(GroupLevel.City, applied.Edit(applied with { Level = GroupLevel.City }, mayDecide: false).Level);
        Assert.Equal(Reason.GroupDecided, Refused(() => building.Edit(building with { Level = GroupLevel.City }, mayDecide: false)));
        Assert.Equal(GroupLevel.City, building.Edit(building with { Level = GroupLevel.City }, mayDecide: true).Level);
        Assert.Equal("新名", building.Edit(building with { Name = "新名" }, mayDecide: false).Name);
    }
}
