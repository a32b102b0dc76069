using Faculty.V1;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Applications.Filing;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Applications;

public sealed class ObjectionTests
{
    [Fact]
    public async Task Objections_are_taken_up_to_the_last_day_of_publicity()
    {
        var clock = TestClock.At(2025, 12, 1);
        await using var server = await StartAsync(clock);
        var reviewer = await server.ReviewerAsync();
        var id = await PublicAsync(server);

        var filed = (await reviewer.Client.FileObjectionAsync(new() { ApplicationId = id, Ground = "实践天数不实" })).Application;
        Assert.Equal((ApplicationState.Objection, Day(2025, 12, 1), reviewer.AccountId), (filed.State, filed.Objections[0].FiledDate, filed.Objections[0].ActorId));
        clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(("2025-12-01", "2025-12-02"), (await RefusedAsync(ErrorReason.ObjectionLate, reviewer.Client.FileObjectionAsync(new() { ApplicationId = id, Ground = "迟" }))) is var late ? (late.Fact("publicity_last"), late.Fact("filed_date")) : default);

        // Found untrue, it is public as before; ended once.
        var resolution = new ResolveObjectionRequest { ApplicationId = id, ObjectionId = filed.Objections[0].ObjectionId, Outcome = ObjectionState.Rejected, Finding = "经核实无误" };
        Assert.Equal(("", false), (filed.Objections[0].ResolverId, filed.Objections[0].OnPaper));
        var county = await server.ReviewerAsync(County);
        var resolved = (await county.Client.ResolveObjectionAsync(resolution)).Application;
        Assert.Equal((ApplicationState.Publicity, county.AccountId), (resolved.State, resolved.Objections[0].ResolverId));
        // Whoever is named by an id is named by the account too; who does not decide there is told of neither.
        Assert.Equal(
            resolved.AuthorIds.Append(reviewer.AccountId).Append(county.AccountId).Order(StringComparer.Ordinal),
            resolved.Accounts.Where(a => a.AccountName.Length > 0).Select(a => a.AccountId).Intersect([.. resolved.AuthorIds, reviewer.AccountId, county.AccountId]).Order(StringComparer.Ordinal));
        var clerk = (await (await server.ClerkAsync()).Client.GetApplicationAsync(new() { ApplicationId = id })).Application;
        Assert.Equal(("", ""), (clerk.Objections[0].ActorId, clerk.Objections[0].ResolverId));
        Assert.Empty(clerk.Accounts.Select(a => a.AccountId).Intersect([reviewer.AccountId, county.AccountId]));
        await RefusedAsync(ErrorReason.ApplicationState, reviewer.Client.ResolveObjectionAsync(resolution));
    }

    [Fact]
    public async Task An_objection_upheld_ends_the_application()
    {
        await using var server = await StartAsync();
        var (clerk, reviewer) = (await server.ClerkAsync(), await server.ReviewerAsync());
        var id = await PublicAsync(server);
        var objection = (await reviewer.Client.FileObjectionAsync(new() { ApplicationId = id, Ground = "实践天数不实" })).Application.Objections[0].ObjectionId;
        await RefusedAsync(ErrorReason.ApplicationState, clerk.Client.WithdrawApplicationAsync(new() { ApplicationId = id, Explanation = "撤回" }));
        await RefusedAsync(ErrorReason.ObjectionUnknown, reviewer.Client.ResolveObjectionAsync(new() { ApplicationId = id, ObjectionId = new string('0', 32), Outcome = ObjectionState.Upheld, Finding = "属实" }));

        var ended = (await reviewer.Client.ResolveObjectionAsync(new() { ApplicationId = id, ObjectionId = objection, Outcome = ObjectionState.Upheld, Finding = "属实", DocumentNumber = "校字8号" })).Application;

        Assert.Equal((ApplicationState.NotRecognised, EndingCause.Objection, "校字8号"), (ended.State, ended.Ending.Cause, ended.Ending.DocumentNumber));
    }

    [Fact]
    public async Task An_objection_that_came_on_paper_has_its_own_day_within_the_publicity_and_not_to_come()
    {
        var clock = TestClock.At(2025, 11, 26);
        await using var server = await StartAsync(clock);
        var reviewer = await server.ReviewerAsync();
        var id = await PublicAsync(server);

        Assert.Equal(["filed_date"], (await RefusedAsync(ErrorReason.InvalidRequest, FileAsync(27))).Fields());
        Assert.Equal("2025-11-24", (await RefusedAsync(ErrorReason.ObjectionLate, FileAsync(24))).Fact("filed_date"));
        // The letter is opened after the last day, and was there in time.
        clock.Now += TimeSpan.FromDays(7);
        var paper = (await FileAsync(30)).Application.Objections[0];
        Assert.Equal((Day(2025, 11, 30), true, reviewer.AccountId), (paper.FiledDate, paper.OnPaper, paper.ActorId));

        Grpc.Core.AsyncUnaryCall<FileObjectionResponse> FileAsync(int day) => reviewer.Client.FileObjectionAsync(new() { ApplicationId = id, Ground = "书面异议", FiledDate = Day(2025, 11, day) });
    }

    private static async Task<string> PublicAsync(TestServer server)
    {
        var id = (await (await server.ClerkAsync()).FileAsync((await server.PractisedAsync()).TeacherId)).ApplicationId;
        await server.BatchAsync(Domain.Certification.Batches.BatchState.Reviewing);
        await (await server.ReviewerAsync()).PassAsync(id);
        await server.ChangeApplicationAsync(id, a => a.BeginPublicity());
        await server.PublicAsync();
        return id;
    }
}
