using Faculty.Server.Hosting;
using Faculty.Server.Tests.Certification.Rules;
using Faculty.Storage;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.SampleTree;
using Application = Faculty.Domain.Certification.Applications.Application;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;

namespace Faculty.Server.Tests.Certification.Batches;

/// <summary>A batch, and applications in it that have come as far as a test needs them.</summary>
internal static class Deciding
{
    public const string Code = "GP-2025-1", Document = "晋市教〔2025〕31号", Authority = "晋城市教育局";

    public static Batch Draft(string code = Code, string organisation = County) => new()
    {
        Code = code, Title = "2025年双师型教师认定", OrganisationCode = organisation, Track = RecognitionTrack.Secondary, AsOf = Day(2025, 8, 31),
        Authority = Authority, CertificatePrefix = "GP2025-", Criteria = { new Criterion { Code = "teaching", Title = "教学能力", MostPoints = 40 } },
    };

    public static async Task<TestServer> StartAsync(TestClock? clock = null, Func<ServerOptions, ServerOptions>? with = null)
    {
        var server = await TestServer.StartAsync(clock, with);
        await server.AddTreeAsync();
        await server.ActivateAsync(Packs.Nation());
        return server;
    }

    /// <summary>A batch under review; its id.</summary>
    public static async Task<string> ReviewingAsync(this TestServer server, string code = Code, string organisation = County)
    {
        await server.Batches.CreateBatchAsync(new() { Batch = Draft(code, organisation) });
        await server.Batches.OpenBatchAsync(new() { Code = code });
        await server.Batches.CloseBatchAsync(new() { Code = code });
        return (await server.Batches.ReviewBatchAsync(new() { Code = code })).Batch.BatchId;
    }

    /// <summary>A batch that is public from today for a working day, with an application of each teacher; the clock stands on the day after.</summary>
    public static async Task<string> PublicAsync(this TestServer server, TestClock clock, params IEnumerable<string> teacherIds)
    {
        var batchId = await server.ReviewingAsync();
        await server.ApplyAsync([.. teacherIds.Select(t => Applied(batchId, t, days: 1))]);
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        clock.Now += TimeSpan.FromDays(1);
        return batchId;
    }

    /// <summary>An application, passed by the school, which decides.</summary>
    public static Application Applied(string batchId, string teacherId, ApplicationState state = ApplicationState.SchoolReviewed, int days = 5, string school = School) => new()
    {
        ApplicationId = Ids.New(), BatchId = batchId, TeacherId = teacherId, SchoolCode = school, Level = Domain.Certification.RecognitionLevel.Middle, Field = "装备制造", State = state,
        Submission = new()
        {
            Number = 1, RuleVersion = "CN/1", DecidingTier = Domain.Certification.Rules.ReviewTier.School, PublicityWorkingDays = days, ValidityMonths = 60, RecheckMonths = 60,
            ActorId = "clerk", Time = new(2025, 9, 1, 8, 0, 0, TimeSpan.Zero),
        },
    };

    public static Task ApplyAsync(this TestServer server, params IReadOnlyList<Application> applications)
    {
        var batch = new WriteBatch("tests", "apply");
        foreach (var application in applications)
        {
            batch.Insert(Documents.Applications, application.ApplicationId, application);
        }
        return server.StoreOf().CommitAsync(batch);
    }

    /// <summary>Changes an application as its own calls would.</summary>
    public static async Task ChangeAsync(this TestServer server, string applicationId, Func<Application, Application> change)
    {
        var found = await server.StoreOf().FindAsync(Documents.Applications, applicationId, CancellationToken.None);
        await server.StoreOf().CommitAsync(new WriteBatch("tests", "change").Replace(Documents.Applications, found!, change(found!.Value)));
    }

    public static async Task<Application> ReadAsync(this TestServer server, string applicationId) =>
        (await server.StoreOf().FindAsync(Documents.Applications, applicationId, CancellationToken.None))!.Value;

    public static async Task<IReadOnlyList<Application>> ApplicationsAsync(this TestServer server, string batchId) =>
        [.. (await Server.Certification.Batches.BatchRows.ApplicationsAsync(server.StoreOf(), batchId, CancellationToken.None)).Select(a => a.Value)];

    /// <summary>Makes somebody recognised as the decision of a batch would, under a number and on days that a test chooses.</summary>
    public static async Task RecogniseAsync(this TestServer server, string teacherId, Recognition recognition, params IReadOnlyList<StoodOn> evidence)
    {
        var found = (await server.StoreOf().FindAsync(Documents.Teachers, teacherId, CancellationToken.None))!;
        var decided = Wire.ToRecord(new Recognition(recognition) { RecognitionId = Ids.New(), Trust = RecognitionTrust.Decided, Evidence = { evidence } });
        await server.StoreOf().CommitAsync(new WriteBatch("tests", "decide").Replace(Documents.Teachers, found, found.Value.GrantRecognition(decided, [], Ids.New)));
    }

    public static DecideBatchRequest Decision(string code = Code) => new() { Code = code, DocumentNumber = Document };

    public static Domain.Certification.Applications.Objection Objected(string id = "1") => new() { ObjectionId = id, FiledDate = new(2025, 11, 25), Ground = "材料不实" };

    public static IRegistryStore StoreOf(this TestServer server) => server.Server.Services.GetRequiredService<IRegistryStore>();
}
