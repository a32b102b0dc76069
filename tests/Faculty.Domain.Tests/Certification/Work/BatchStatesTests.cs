using CsCheck;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using static Faculty.Domain.Tests.Certification.Work.Work;

namespace Faculty.Domain.Tests.Certification.Work;

/// <summary>A batch goes one step after the other, or is cancelled before publicity, whatever is tried.</summary>
public sealed class BatchStatesTests
{
    private static readonly DateOnly Last = new(2025, 10, 15);

    private const int Cancel = 5, Over = 6;

    private static readonly Func<Batch, DateOnly, Batch>[] Verbs =
    [
        (b, _) => b.Open("CN/1"), (b, _) => b.Close(), (b, _) => b.BeginReview(), (b, _) => b.BeginPublicity(new(2025, 10, 9), Last), (b, today) => b.Publish("高教〔2025〕9号", new(2025, 11, 1), today),
        (b, _) => b.Cancel("计划调整", [], Officer, Now).Batch,
    ];

    [Fact]
    public void Only_the_next_step_is_taken_publicity_is_waited_for_and_until_then_it_may_be_cancelled()
    {
        var reached = new HashSet<BatchState>();
        // Cancelled seldom, or nothing is ever published.
        Gen.Select(Gen.Int[0, 30].Select(n => n == 30 ? Cancel : n % Cancel), Gen.Int[0, 12]).Array[1, 30].Sample(
            steps =>
            {
                var (batch, done) = (Batch(), 0);
                foreach (var (verb, day) in steps)
                {
                    var today = new DateOnly(2025, 10, 9).AddDays(day);
                    Batch? next = null;
                    var reason = Refused(() => next = Verbs[verb](batch, today));
                    // The table: each step from the one before, cancelling from the first four states, nothing from the last two.
                    var expected = verb == Cancel ? done < 4 ? default(Reason?) : Reason.BatchState
                        : verb != done ? Reason.BatchState : verb == 4 && today <= Last ? Reason.PublicityRunning : default(Reason?);
                    if (reason != expected || (next is not null && next.State != (verb == Cancel ? BatchState.Cancelled : (BatchState)(done + 2))))
                    {
                        return false;
                    }
                    done = next is null ? done : verb == Cancel ? Over : done + 1;
                    batch = next ?? batch;
                    reached.Add(batch.State);
                }
                return true;
            },
            iter: 20_000, threads: 1);
        Assert.Equal(Enum.GetValues<BatchState>()[1..], reached.Order());
    }

    [Fact]
    public void A_cancelled_batch_ends_its_applications_with_it_and_says_why()
    {
        var (batch, withdrawn) = Batch().Open("CN/1").Cancel("计划调整", [Application(), Submitted()], Officer, Now);
        Assert.Equal((BatchState.Cancelled, "计划调整"), (batch.State, batch.Cancellation));
        Assert.All(withdrawn, a => Assert.Equal((ApplicationState.Withdrawn, EndingCause.BatchCancelled, "计划调整", Officer), (a.State, a.Ending!.Cause, a.Ending.Explanation, a.Ending.ActorId)));
        Assert.Equal(Reason.BatchState, Refused(() => batch.Open("CN/1")));
        Assert.Equal(Reason.BatchState, Refused(() => batch.WithPanel("a")));
    }

    [Fact]
    public void The_rules_that_it_opened_under_stay()
    {
        var batch = Batch().Open("CN-14/1").Close().BeginReview().BeginPublicity(new(2025, 10, 9), Last).Publish("高教〔2025〕9号", new(2025, 11, 1), Last.AddDays(1));
        Assert.Equal(("CN-14/1", BatchState.Published, "高教〔2025〕9号"), (batch.RuleVersion, batch.State, batch.DecisionDocument));
    }

    [Fact]
    public void A_panel_is_set_until_publicity()
    {
        var batch = Batch().Open("CN/1").Close().BeginReview().WithPanel("a", "b");
        Assert.Equal(["a", "b", "c"], batch.WithPanel("a", "b", "c").PanelOf(Domain.Certification.Rules.ReviewTier.School)!.Members.Select(m => m.AccountId));
        Assert.Equal(Reason.BatchState, Refused(() => batch.BeginPublicity(new(2025, 10, 9), Last).WithPanel("a")));
    }
}
