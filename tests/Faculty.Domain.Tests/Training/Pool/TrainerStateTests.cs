using CsCheck;
using Faculty.Domain.Time;
using Faculty.Domain.Training.Pool;
using static Faculty.Domain.Training.Pool.TrainerEventType;
using static Faculty.Domain.Training.Pool.TrainerState;

namespace Faculty.Domain.Tests.Training.Pool;

/// <summary>What a trainer is on any day, against a diary that is walked day by day.</summary>
public sealed class TrainerStateTests
{
    private const int Days = 45;
    private const int PublicityDays = 2;
    private static int events;

    // March 2025 has no days off but weekends.
    private static readonly DateOnly First = new(2025, 3, 3);

    // Written out once more on purpose: the table of the domain is judged by it.
    private static readonly HashSet<(TrainerState, TrainerEventType)> Arrows =
    [
        (TrainerState.Unspecified, Propose), (Candidate, TrainerEventType.Publicity), (Candidate, Remove), (TrainerState.Publicity, Admit), (TrainerState.Publicity, Remove),
        (InPool, Suspend), (InPool, Extend), (InPool, Remove), (Suspended, Reinstate), (Suspended, Extend), (Suspended, Remove), (Removed, Propose),
    ];

    private static readonly Gen<(TrainerEventType Type, int Day, int Term)> Steps =
        Gen.Select(Gen.Frequency((3, Gen.Int[1, 3]), (4, Gen.Int[4, 6]), (1, Gen.Int[7, 7]), (3, Gen.Int[8, 9])), Gen.Int[0, 20], Gen.Int[-1, 12]).Select((type, day, term) => ((TrainerEventType)type, day, term));

    [Fact]
    public void The_state_of_any_day_is_what_the_diary_says_and_what_the_diary_forbids_is_refused()
    {
        var (reached, refusals) = (new HashSet<(TrainerState, TrainerEventType)>(), new HashSet<Reason>());
        Steps.Array[1, 30].Sample(
            steps =>
            {
                var trainer = New();
                List<(TrainerEventType Type, int Day, int Term)> diary = [(Propose, 0, 0)];
                foreach (var step in steps)
                {
                    var at = diary.Count(d => d.Day <= step.Day);
                    List<(TrainerEventType Type, int Day, int Term)> wanted = [.. diary[..at], step, .. diary[at..]];
                    var (states, seen) = Walk(wanted);
                    Trainer? next = null;
                    var reason = Refused(() => next = Record(trainer, step));
                    if ((reason is null) != (states is not null))
                    {
                        return false;
                    }
                    if (next is null)
                    {
                        refusals.Add(reason!.Value);
                        continue;
                    }
                    (trainer, diary) = (next, wanted);
                    reached.UnionWith(seen);
                    for (var day = -1; day < Days; day++)
                    {
                        if (trainer.StateOn(First.AddDays(day)) != states![day + 1])
                        {
                            return false;
                        }
                    }
                }
                return true;
            },
            iter: 20_000, threads: 1);
        Assert.Equal(Arrows.Order(), reached.Order());
        Assert.Equal([Reason.TrainerState, Reason.TrainerConsentMissing, Reason.TrainerPublicityRunning, Reason.TrainerTerm], refusals.Order());
    }

    [Fact]
    public void A_term_takes_the_trainer_out_the_day_after_without_an_event()
    {
        var trainer = Admitted(term: 20);
        Assert.Equal((InPool, Removed), (trainer.StateOn(First.AddDays(20)), trainer.StateOn(First.AddDays(21))));
        Assert.Equal(First.AddDays(20), trainer.StandingOn(First.AddDays(20)).TermLast);
        Assert.Null(trainer.StandingOn(First.AddDays(21)).TermLast);
    }

    [Fact]
    public void A_consent_holds_until_it_is_taken_back()
    {
        var trainer = Record(Record(Admitted(term: 40), (WithdrawConsent, 10, 0)), (Consent, 15, 0));
        Assert.Equal([false, true, true, false, false, true], ((int[])[-1, 0, 9, 10, 14, 15]).Select(d => trainer.ConsentOn(First.AddDays(d)) is not null));
        Assert.Equal(InPool, trainer.StateOn(First.AddDays(12)));
        // It stands behind the admission, and cannot be taken away from under it.
        Assert.Equal(Reason.TrainerConsentMissing, Refused(() => trainer.WithdrawEvent(trainer.Events.First(e => e.Type == Consent).EventId)));
    }

    [Theory]
    [InlineData(Admit)]
    [InlineData(Suspend)]
    [InlineData(Remove)]
    [InlineData(Consent)]
    public void What_others_decide_or_sign_has_a_document(TrainerEventType type)
    {
        var trainer = type == Admit ? Record(Record(New(), (Consent, 0, 0)), (TrainerEventType.Publicity, 0, 0)) : Admitted(term: 40);
        Assert.Equal(Reason.DocumentMissing, Refused(() => trainer.Record(Event((type, 8, 5)) with { DocumentNumber = "" })));
        Assert.Null(Refused(() => trainer.Record(Event((type, 8, 5)))));
    }

    private static Trainer Admitted(int term) => Record(Record(Record(New(), (Consent, 0, 0)), (TrainerEventType.Publicity, 0, 0)), (Admit, 2, term - 2));

    private static Trainer New() => new() { TrainerId = "T", TeacherId = "P", OrganisationCode = "GP", Events = [Event((Propose, 0, 0))] };

    private static Trainer Record(Trainer trainer, (TrainerEventType Type, int Day, int Term) step) => step.Type == TrainerEventType.Publicity
        ? trainer.BeginPublicity(Event(step), PublicityDays, WorkingDays.Announced)
        : trainer.Record(Event(step));

    private static TrainerEvent Event((TrainerEventType Type, int Day, int Term) step) => new()
    {
        EventId = $"{step.Type}{Interlocked.Increment(ref events)}", Type = step.Type, EffectiveDate = First.AddDays(step.Day), DocumentNumber = "1",
        LastDate = step.Type is Admit or Extend ? First.AddDays(step.Day + step.Term) : null,
    };

    // The states of the days from the one before the first; null when something in the diary is forbidden.
    private static (List<TrainerState>? States, HashSet<(TrainerState, TrainerEventType)> Reached) Walk(List<(TrainerEventType Type, int Day, int Term)> diary)
    {
        var (state, term, publicity) = (TrainerState.Unspecified, int.MaxValue, int.MinValue);
        var (states, reached) = (new List<TrainerState> { state }, new HashSet<(TrainerState, TrainerEventType)>());
        for (var day = 0; day < Days; day++)
        {
            state = state is InPool or Suspended && day > term ? Removed : state;
            for (var i = 0; i < diary.Count; i++)
            {
                var (type, on, length) = diary[i];
                if (on != day)
                {
                    continue;
                }
                if (type is Consent or WithdrawConsent)
                {
                    if (type == WithdrawConsent && diary[..i].LastOrDefault(d => d.Type is Consent or WithdrawConsent).Type != Consent)
                    {
                        return (null, reached);
                    }
                    continue;
                }
                if (!Arrows.Contains((state, type))
                    || (type == Admit && (day <= publicity || length < 0 || diary.LastOrDefault(d => d.Day <= day && d.Type is Consent or WithdrawConsent).Type != Consent))
                    || (type == Extend && day + length <= term) || (type == Extend && length < 0))
                {
                    return (null, reached);
                }
                reached.Add((state, type));
                (term, publicity) = (type is Admit or Extend ? day + length : term, type == TrainerEventType.Publicity ? LastOfPublicity(day) : publicity);
                state = type switch
                {
                    Propose => Candidate, TrainerEventType.Publicity => TrainerState.Publicity, Admit or Reinstate => InPool, Suspend => Suspended, Remove => Removed, _ => state,
                };
            }
            states.Add(state);
        }
        return (states, reached);
    }

    private static int LastOfPublicity(int day)
    {
        for (var (left, at) = (PublicityDays, day); ; at++)
        {
            left -= First.AddDays(at).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
            if (left == 0)
            {
                return at;
            }
        }
    }

    private static Reason? Refused(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (RuleBroken broken)
        {
            return broken.Reason;
        }
    }
}
