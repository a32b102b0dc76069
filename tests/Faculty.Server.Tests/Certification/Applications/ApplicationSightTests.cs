using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Applications.Filing;
using static Faculty.Server.Tests.SampleTree;
using BadRequest = Google.Rpc.BadRequest;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Tests.Certification.Applications;

/// <summary>What is told beside an application: who applies, its number in the publicity list, and what else the person has applied for.</summary>
public sealed class ApplicationSightTests
{
    private const string Other = "GP-2025-2";

    [Fact]
    public async Task An_applicant_is_named_to_who_may_read_the_record()
    {
        await using var server = await StartAsync(TestClock.At(2025, 11, 25));
        var (clerk, county) = (await server.ClerkAsync(), await server.ReviewerAsync(County));
        var teacher = await server.PractisedAsync("王明");
        var id = (await clerk.DraftAsync(teacher.TeacherId)).ApplicationId;
        Assert.Equal(("王明", "王明"), await NamesAsync(clerk));
        Assert.Equal(("王明", "王明"), await NamesAsync(county));

        async Task<(string, string)> NamesAsync(Caller reader) => (
            (await reader.Client.GetApplicationAsync(new() { ApplicationId = id })).Application.DisplayName,
            Assert.Single((await reader.Client.ListApplicationsAsync(new())).Applications).DisplayName);
    }

    [Fact]
    public async Task What_has_been_public_bears_its_number_of_the_list_also_when_it_ended_since()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await Deciding.StartAsync(clock);
        var batchId = await server.ReviewingAsync();
        string[] people = [(await server.HireAsync("甲")).TeacherId, (await server.HireAsync("乙")).TeacherId];
        var withdrawn = Deciding.Applied(batchId, people[0]) with { State = Domain.Certification.Applications.ApplicationState.Withdrawn };
        await server.ApplyAsync([withdrawn, .. people.Select(p => Deciding.Applied(batchId, p))]);
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        var list = (await server.Batches.ListPublicityAsync(new() { Code = Code })).Entries;
        var shown = (await server.Applications.ListApplicationsAsync(new() { BatchCode = Code })).Applications;

        Assert.Equal(0, shown.Single(a => a.ApplicationId == withdrawn.ApplicationId).PublicityNumber);
        Assert.Equal(
            list.Select(e => (e.Number, e.MaskedName)), shown.Where(a => a.ApplicationId != withdrawn.ApplicationId).Select(a => (a.PublicityNumber, $"{a.DisplayName}**")).Order());
        var ended = shown.First(a => a.PublicityNumber == 2).ApplicationId;
        await server.ChangeAsync(ended, a => a with { State = Domain.Certification.Applications.ApplicationState.NotRecognised });
        Assert.Equal(2, (await server.GetApplicationAsync(ended)).PublicityNumber);
    }

    [Fact]
    public async Task A_second_application_at_the_level_in_another_batch_is_told_when_it_is_made_checked_submitted_and_read()
    {
        await using var server = await StartAsync();
        await server.InsertAsync(Batch(Other, BatchState.Open), Batch("GP-OVER", BatchState.Open));
        var clerk = await server.ClerkAsync();
        var id = (await server.PractisedAsync()).TeacherId;
        var first = await clerk.DraftAsync(id);
        Assert.Empty(first.Elsewhere);
        var over = (await clerk.Client.CreateApplicationsAsync(In("GP-OVER", RecognitionLevel.Junior))).Applications[0];
        await clerk.Client.WithdrawApplicationAsync(new() { ApplicationId = over.ApplicationId, Explanation = "误填" });

        var check = (await clerk.Client.CreateApplicationsAsync(new(In(Other, RecognitionLevel.Junior)) { ValidateOnly = true })).Applications[0];
        var second = (await clerk.Client.CreateApplicationsAsync(In(Other, RecognitionLevel.Junior))).Applications[0];
        var told = new ApplicationElsewhere { ApplicationId = first.ApplicationId, BatchCode = Code, SchoolCode = School, State = ApplicationState.Draft };
        Assert.All((Application[])[check, second, await clerk.SubmitAsync(second.ApplicationId), await server.GetApplicationAsync(second.ApplicationId)], a => Assert.Equal(told, Assert.Single(a.Elsewhere)));
        Assert.Equal((Other, ApplicationState.Submitted), Assert.Single((await server.GetApplicationAsync(first.ApplicationId)).Elsewhere) is var back ? (back.BatchCode, back.State) : default);

        // Another level is another matter, and what is over is in nobody's way.
        var middle = (await clerk.Client.ReviseApplicationAsync(new() { ApplicationId = first.ApplicationId, Level = RecognitionLevel.Middle })).Application;
        Assert.Empty(middle.Elsewhere);
        Assert.Empty((await server.GetApplicationAsync(second.ApplicationId)).Elsewhere);

        CreateApplicationsRequest In(string batch, RecognitionLevel level) => new(New(id, level)) { BatchCode = batch };
    }

    [Fact]
    public async Task What_is_to_be_mended_is_something_that_was_judged_or_shown()
    {
        await using var server = await StartAsync();
        var (clerk, reviewer) = (await server.ClerkAsync(), await server.ReviewerAsync());
        var teacher = await server.PractisedAsync();
        var id = (await clerk.FileAsync(teacher.TeacherId)).ApplicationId;

        var refused = await RefusedAsync(ErrorReason.InvalidRequest, ReturnAsync("", "practise", teacher.TeacherId));
        Assert.Equal(["items[1].subject", "items[2].subject"], refused.Fields());
        var problem = refused.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations[0].Description;
        Assert.All((string[])["practice", "other", teacher.Practices[0].PracticeId], permitted => Assert.Contains(permitted, problem, StringComparison.Ordinal));
        var returned = (await ReturnAsync("", "practice", teacher.Practices[0].PracticeId, "other")).Application;
        Assert.Equal(["", "practice", teacher.Practices[0].PracticeId, "other"], returned.Returns[0].Items.Select(i => i.Subject));

        AsyncUnaryCall<ReturnApplicationResponse> ReturnAsync(params string[] subjects) =>
            reviewer.Client.ReturnApplicationAsync(new() { ApplicationId = id, Items = { subjects.Select(s => new ReturnItem { Subject = s, Problem = "缺证明" }) } });
    }
}
