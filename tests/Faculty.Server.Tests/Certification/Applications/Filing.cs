using Faculty.Server.Tests.Certification.Rules;
using Faculty.Server.Tests.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.SampleTree;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;
using Panel = Faculty.Domain.Certification.Batches.Panel;
using PanelMember = Faculty.Domain.Certification.Batches.PanelMember;

namespace Faculty.Server.Tests.Certification.Applications;

/// <summary>An open batch of the county, persons who may apply in it, and callers who file and review.</summary>
internal static class Filing
{
    public const string Code = "GP-2025-1";

    /// <summary>Rules: 初级 decided by the school, 中级 by the city with an exception route, 高级 by the province.</summary>
    public static RulePack Rules()
    {
        var pack = Packs.Nation();
        pack.Levels[1].Requirements.RemoveAt(1);
        (pack.Levels[1].DecidingTier, pack.Levels[2].DecidingTier) = (ReviewTier.City, ReviewTier.Province);
        pack.Levels[1].Exceptions.Add(new ExceptionRoute { Code = "talent", Title = "技能大师", Waives = { "practice" }, NeedsMinute = true });
        return pack;
    }

    public static async Task<TestServer> StartAsync(TimeProvider? clock = null)
    {
        var server = await TestServer.StartAsync(clock);
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        await server.ActivateAsync(Rules());
        await server.InsertAsync(Batch(Code, BatchState.Open));
        return server;
    }

    public static Batch Batch(string code, BatchState state) => new()
    {
        BatchId = code, Code = code, Title = "2025年认定", OrganisationCode = County, Track = Domain.Certification.RecognitionTrack.Secondary, AsOf = new(2025, 8, 31), Authority = "晋城市教育局",
        CertificatePrefix = "GP2025-", State = state, RuleVersion = "CN/1", Criteria = [new() { Code = "teaching", Title = "教学", MostPoints = 60 }, new() { Code = "skill", Title = "技能", MostPoints = 40 }],
    };

    public static async Task InsertAsync(this TestServer server, params IEnumerable<Batch> batches)
    {
        foreach (var batch in batches)
        {
            await server.StoreOf().CommitAsync(new WriteBatch("tests", "batch").Insert(Documents.Batches, batch.BatchId, batch));
        }
    }

    /// <summary>The account of the caller with every role.</summary>
    public static async Task<string> AccountIdAsync(this TestServer server) => (await new SessionService.SessionServiceClient(server.Channel).WhoAmIAsync(new())).Account.AccountId;

    /// <summary>Changes the batch as its own calls would.</summary>
    public static async Task BatchAsync(this TestServer server, Func<Batch, Batch> change)
    {
        var found = await server.StoreOf().FindAsync(Documents.Batches, Code, CancellationToken.None);
        await server.StoreOf().CommitAsync(new WriteBatch("tests", "batch").Replace(Documents.Batches, found!, change(found!.Value)));
    }

    public static Task BatchAsync(this TestServer server, BatchState state) => server.BatchAsync(b => b with { State = state });

    /// <summary>Public from 25 November to 1 December.</summary>
    public static Task PublicAsync(this TestServer server) =>
        server.BatchAsync(b => b with { State = BatchState.Publicity, PublicityStart = new(2025, 11, 25), PublicityLast = new(2025, 12, 1) });

    /// <summary>Hires somebody who fulfils what is asked for 初级 and 中级: 75 days of practice.</summary>
    public static async Task<Teacher> PractisedAsync(this TestServer server, string name = "王明") => await PractiseAsync(server, (await server.HireAsync(name)).TeacherId);

    public static async Task<Teacher> PractiseAsync(this TestServer server, string teacherId, int year = 2023, bool verified = true) => (await server.Teachers.RecordPracticeAsync(new()
    {
        TeacherId = teacherId, Practice = new() { Enterprise = "某机械厂", StartDate = Day(year, 7, 1), LastDate = Day(year, 9, 13), Verified = verified },
    })).Teacher;

    public static async Task<Caller> CallerAsync(this TestServer server, Role role, string place)
    {
        var way = await server.AsAsync(role, place);
        return new(new(way), (await new SessionService.SessionServiceClient(way).WhoAmIAsync(new())).Account.AccountId);
    }

    public static Task<Caller> ClerkAsync(this TestServer server, string place = School) => server.CallerAsync(Role.HrClerk, place);

    public static Task<Caller> ReviewerAsync(this TestServer server, string place = School) => server.CallerAsync(Role.Reviewer, place);

    public static CreateApplicationsRequest New(string teacherId, RecognitionLevel level = RecognitionLevel.Junior, string exception = "", params IEnumerable<Evidence> evidence) => new()
    {
        BatchCode = Code,
        Applications = { new NewApplication { TeacherId = teacherId, Level = level, Field = "装备制造", ExceptionCode = exception, Evidence = { evidence } } },
    };

    public static async Task<Application> DraftAsync(this Caller clerk, string teacherId, RecognitionLevel level = RecognitionLevel.Junior, string exception = "", params IEnumerable<Evidence> evidence) =>
        (await clerk.Client.CreateApplicationsAsync(New(teacherId, level, exception, evidence))).Applications[0];

    public static async Task<Application> SubmitAsync(this Caller clerk, string applicationId) =>
        (await clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { applicationId } })).Applications[0];

    public static async Task<Application> FileAsync(this Caller clerk, string teacherId, RecognitionLevel level = RecognitionLevel.Junior, string exception = "") =>
        await clerk.SubmitAsync((await clerk.DraftAsync(teacherId, level, exception)).ApplicationId);

    public static FinishReviewsRequest Finish(ReviewTier tier, ReviewVerdict verdict = ReviewVerdict.Pass, params IEnumerable<string> ids) =>
        new() { ApplicationIds = { ids }, Tier = tier, Verdict = verdict, Opinion = "已评审" };

    public static async Task<Application> PassAsync(this Caller reviewer, string applicationId, ReviewTier tier = ReviewTier.School) =>
        (await reviewer.Client.FinishReviewsAsync(Finish(tier, ReviewVerdict.Pass, applicationId))).Applications[0];

    /// <summary>The panel of the school, which reviews now.</summary>
    public static Task PanelAsync(this TestServer server, params IEnumerable<PanelMember> members) => server.BatchAsync(b =>
        b with { State = BatchState.Reviewing, Panels = [new Panel { Tier = Domain.Certification.Rules.ReviewTier.School, Members = [.. members] }] });

    public static PanelMember Member(this Caller caller, string teacherId = "") => new() { AccountId = caller.AccountId, TeacherId = teacherId };

    public static async Task<Application> GetApplicationAsync(this TestServer server, string applicationId) =>
        (await server.Applications.GetApplicationAsync(new() { ApplicationId = applicationId })).Application;

    /// <summary>Changes an application as calls of its batch would.</summary>
    public static async Task ChangeApplicationAsync(this TestServer server, string applicationId, Func<Domain.Certification.Applications.Application, Domain.Certification.Applications.Application> change)
    {
        var found = await server.StoreOf().FindAsync(Documents.Applications, applicationId, CancellationToken.None);
        await server.StoreOf().CommitAsync(new WriteBatch("tests", "application").Replace(Documents.Applications, found!, change(found!.Value)));
    }

    private static IRegistryStore StoreOf(this TestServer server) => server.Server.Services.GetRequiredService<IRegistryStore>();

    /// <summary>Somebody who calls, by the account.</summary>
    internal sealed record Caller(ApplicationService.ApplicationServiceClient Client, string AccountId);
}
