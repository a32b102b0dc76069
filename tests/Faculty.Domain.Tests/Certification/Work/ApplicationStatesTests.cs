using CsCheck;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Tests.Teachers;
using static Faculty.Domain.Tests.Certification.Work.Work;
using S = Faculty.Domain.Certification.Applications.ApplicationState;

namespace Faculty.Domain.Tests.Certification.Work;

/// <summary>The states of an application against a plain table of them, by random commands.</summary>
public sealed class ApplicationStatesTests
{
    private enum Command
    {
        Revise, Submit, Return, Veto, PassSchool, PassCity, PassProvince, RejectSchool, RejectCity, RejectProvince, Announce, Object, Uphold, Dismiss, Recognise, Withdraw, EndWithBatch,
    }

    private static readonly Gen<(ReviewTier Tier, Command[] Commands)> Histories = Gen.Select(Gen.Int[1, 3], Gen.Int[0, 40].Select(n => n > 16 ? (Command)(n % 12) : (Command)n).Array[5, 60])
        .Select((tier, commands) => ((ReviewTier)tier, commands));

    [Fact]
    public void Every_command_does_what_the_table_says_and_nothing_else()
    {
        var seen = new HashSet<(S, S)>();
        Histories.Sample(h => Follows(h.Tier, h.Commands, Next, seen), iter: 20_000, threads: 1);
        Assert.Equal(Arrows().Order(), seen.Where(a => a.Item1 != a.Item2).Order());
    }

    [Theory]
    [InlineData(S.Objection, nameof(Command.Recognise))]
    [InlineData(S.Submitted, nameof(Command.Announce))]
    [InlineData(S.NotRecognised, nameof(Command.Submit))]
    public void A_table_that_allows_more_is_found_out(S from, string command) => Assert.ThrowsAny<Exception>(() => Histories.Sample(
        h => Follows(h.Tier, h.Commands, (m, c) => m.State == from && $"{c}" == command ? S.Recognised : Next(m, c), []), iter: 20_000));

    private sealed record Model(ReviewTier Tier, S State, bool WasSubmitted, int Objections);

    private static bool Follows(ReviewTier tier, Command[] commands, Func<Model, Command, S?> next, HashSet<(S, S)> seen)
    {
        var (real, model) = (Application(), new Model(tier, S.Draft, WasSubmitted: false, Objections: 0));
        foreach (var command in commands)
        {
            var expected = next(model, command);
            Application? then = null;
            if (Refused(() => then = Carry(real, command, tier)) is { } reason ? expected is not null || reason is Reason.EvidenceForeign : then!.State != expected)
            {
                return false;
            }
            if (then is null)
            {
                continue;
            }
            seen.Add((model.State, then.State));
            model = model with
            {
                State = then.State,
                WasSubmitted = model.WasSubmitted || command == Command.Submit,
                Objections = model.Objections + command switch { Command.Object => 1, Command.Uphold or Command.Dismiss => -1, _ => 0 },
            };
            real = then;
        }
        return true;
    }

    private static S? Next(Model m, Command command)
    {
        var over = m.State is S.Recognised or S.NotRecognised or S.Withdrawn or S.Ineligible;
        var at = m.State switch { S.Submitted => 1, S.SchoolReviewed => 2, S.CityReviewed => 3, _ => 0 };
        // 0 = no tier has it.
        at = at > (int)m.Tier ? 0 : at;
        return (command, m.State) switch
        {
            (Command.Revise, S.Draft or S.Returned) => m.State,
            (Command.Submit, S.Draft or S.Returned) => S.Submitted,
            (Command.Return, _) when at > 0 => S.Returned,
            (Command.Veto, _) when m.WasSubmitted && !over => S.Ineligible,
            (Command.PassSchool, _) when at == 1 => S.SchoolReviewed,
            (Command.PassCity, _) when at == 2 => S.CityReviewed,
            (Command.PassProvince, _) when at == 3 => S.ProvinceReviewed,
            (Command.RejectSchool, _) when at == 1 => S.NotRecognised,
            (Command.RejectCity, _) when at == 2 => S.NotRecognised,
            (Command.RejectProvince, _) when at == 3 => S.NotRecognised,
            (Command.Announce, S.SchoolReviewed) when m.Tier == ReviewTier.School => S.Publicity,
            (Command.Announce, S.CityReviewed) when m.Tier == ReviewTier.City => S.Publicity,
            (Command.Announce, S.ProvinceReviewed) => S.Publicity,
            (Command.Object, S.Publicity or S.Objection) => S.Objection,
            (Command.Uphold, S.Objection) => S.NotRecognised,
            (Command.Dismiss, S.Objection) => m.Objections > 1 ? S.Objection : S.Publicity,
            (Command.Recognise, S.Publicity) => S.Recognised,
            (Command.Withdraw, not S.Objection) when !over => S.Withdrawn,
            (Command.EndWithBatch, not (S.Publicity or S.Objection)) when !over => S.Withdrawn,
            _ => null,
        };
    }

    private static Application Carry(Application a, Command command, ReviewTier tier)
    {
        var open = a.Objections.FirstOrDefault(o => o.State == ObjectionState.Open)?.ObjectionId ?? "";
        return command switch
        {
            Command.Revise => a.Revise(a.Level, "焊接", "", [], Clerk),
            Command.Submit => a.Submit(Registry.Person(), Asking(tier), "CN/1", AsOf, Clerk, Now),
            Command.Return => a.ReturnFor([new() { Problem = "材料不清" }], Officer, Now),
            Command.Veto => a.DeclareIneligible(EndingCause.EthicsVeto, "师德", "教字1号", Officer, Now),
            Command.PassSchool => Finish(ReviewTier.School, ReviewVerdict.Pass),
            Command.PassCity => Finish(ReviewTier.City, ReviewVerdict.Pass),
            Command.PassProvince => Finish(ReviewTier.Province, ReviewVerdict.Pass),
            Command.RejectSchool => Finish(ReviewTier.School, ReviewVerdict.Reject),
            Command.RejectCity => Finish(ReviewTier.City, ReviewVerdict.Reject),
            Command.RejectProvince => Finish(ReviewTier.Province, ReviewVerdict.Reject),
            Command.Announce => a.BeginPublicity(),
            Command.Object => a.Object(Batch(), new() { ObjectionId = $"o{a.Objections.Count}", FiledDate = new(2025, 10, 9), Ground = "异议" }),
            Command.Uphold => a.Resolve(open, ObjectionState.Upheld, "属实", "", Officer, Now),
            Command.Dismiss => a.Resolve(open, ObjectionState.Rejected, "不属实", "", Officer, Now),
            Command.Recognise => a.Recognise("GP20250001"),
            Command.EndWithBatch => a.EndWithBatch(EndingCause.BatchCancelled, "批次取消", Officer, Now),
            _ => a.Withdraw("本人申请", Clerk, Now),
        };

        Application Finish(ReviewTier at, ReviewVerdict verdict) => a.FinishReview(Batch(), at, verdict, "", "同意", Officer, Now);
    }

    // Every arrow of docs and domain between two states.
    private static IEnumerable<(S, S)> Arrows() =>
    [
        (S.Draft, S.Submitted), (S.Returned, S.Submitted),
        (S.Submitted, S.Returned), (S.SchoolReviewed, S.Returned), (S.CityReviewed, S.Returned),
        (S.Submitted, S.SchoolReviewed), (S.SchoolReviewed, S.CityReviewed), (S.CityReviewed, S.ProvinceReviewed),
        (S.Submitted, S.NotRecognised), (S.SchoolReviewed, S.NotRecognised), (S.CityReviewed, S.NotRecognised), (S.Objection, S.NotRecognised),
        (S.SchoolReviewed, S.Publicity), (S.CityReviewed, S.Publicity), (S.ProvinceReviewed, S.Publicity), (S.Objection, S.Publicity),
        (S.Publicity, S.Objection), (S.Publicity, S.Recognised),
        .. from s in (S[])[S.Draft, S.Submitted, S.Returned, S.SchoolReviewed, S.CityReviewed, S.ProvinceReviewed, S.Publicity] select (s, S.Withdrawn),
        .. from s in (S[])[S.Submitted, S.Returned, S.SchoolReviewed, S.CityReviewed, S.ProvinceReviewed, S.Publicity, S.Objection] select (s, S.Ineligible),
    ];
}
