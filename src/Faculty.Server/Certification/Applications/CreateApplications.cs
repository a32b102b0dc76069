using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Certification.Batches;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;
using RecognitionLevel = Faculty.Domain.Certification.RecognitionLevel;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<CreateApplicationsResponse> CreateApplications(CreateApplicationsRequest request, ServerCallContext context)
    {
        var check = new RequestCheck().Write(request).BatchCode(request.BatchCode, "batch_code").AtOnce([.. request.Applications.Select(a => a.TeacherId)], "applications");
        for (var i = 0; i < request.Applications.Count; i++)
        {
            check.NewApplication(request.Applications[i], $"applications[{i}]");
        }
        check.Done();
        // The same in every attempt, so that they are in the order asked for.
        string[] ids = [.. request.Applications.Select(_ => Ids.New())];
        var sight = await sights.OfAsync(context);
        var reply = await write.RunAsync(request, context, DecideAsync, ReplayAsync);
        await sight.FillAsync(reply.Applications, context.CancellationToken);
        return reply;

        async Task<Func<Commit?, CreateApplicationsResponse>> DecideAsync(WriteBatch writes, CancellationToken ct)
        {
            var batch = await (await BatchRowsAsync(context)).FindAsync(request.BatchCode, ct);
            batch.Value.In(BatchState.Open);
            organisations.Now.RelyOn(writes.RelyOn(Documents.Batches, batch));
            await Filings.MakeAsync(store, batch.Id, writes, ct);
            var teachers = await scope.TeachersAsync(context);
            var made = new List<Stored<Application>>();
            foreach (var (wanted, id) in request.Applications.Zip(ids))
            {
                var teacher = Documents.Teachers.Typed(await teachers.StandingAsync(wanted.TeacherId, at: null, ct));
                var application = Draft(wanted, id, teacher.Value, batch.Value, teachers.Coverage, $"applications[{made.Count}].school_code") with { AuthorIds = [Caller.Of(context).PrincipalId] };
                RelyOn(writes, teacher);
                await RequireNoneOpenAsync(writes, batch.Id, id, teacher.Value, ct);
                writes.Insert(Documents.Applications, id, application);
                made.Add(new(id, 0, application));
            }
            return commit => Reply<CreateApplicationsResponse>([.. made.Select(a => sight.Shown(a with { Revision = commit?.Revision ?? 0 }))]);
        }

        // The commit names them in the order in which they were written.
        async Task<CreateApplicationsResponse> ReplayAsync(Commit commit, CancellationToken ct)
        {
            var made = await AsCommittedAsync([.. commit.Documents.Where(d => d.Type == Documents.Applications.Name).Select(d => d.Id)], commit, sight, ct);
            return Reply<CreateApplicationsResponse>(made);
        }
    }

    private Application Draft(NewApplication wanted, string id, Teacher teacher, Batch batch, Coverage coverage, string field)
    {
        teacher.RequireKnown();
        if (wanted.SchoolCode.Length > 0)
        {
            coverage.Require(wanted.SchoolCode);
        }
        var school = teacher.Engagements
            .Where(e => e.Period.Covers(batch.AsOf) && (wanted.SchoolCode.Length == 0 || e.SchoolCode == wanted.SchoolCode) && coverage.Covers(e.SchoolCode) && IsBelow(e.SchoolCode, batch))
            .OrderByDescending(e => e.Kind.IsFullTime())
            .FirstOrDefault()?.SchoolCode
            ?? throw Refusal.Field(field, $"must be a school at or below {batch.OrganisationCode} that engages the teacher on {batch.AsOf:O}, and that the caller covers");
        var level = (RecognitionLevel)wanted.Level;
        Rules(batch, school, level);
        ApplicantRules.RequireNotRecognised(teacher, batch, level, clock.TodayInChina());
        return new()
        {
            ApplicationId = id,
            BatchId = batch.BatchId,
            TeacherId = teacher.TeacherId,
            SchoolCode = school,
            Level = level,
            Field = wanted.Field,
            ExceptionCode = wanted.ExceptionCode,
            Evidence = [.. wanted.Evidence.Select(Shown)],
        };
    }

    // The key of the application itself is the standing record's; what was filed for a record merged since has another.
    private async Task RequireNoneOpenAsync(WriteBatch writes, string batchId, string id, Teacher standing, CancellationToken ct)
    {
        foreach (var merged in (await Persons.IdsAsync(store, standing, ct)).Skip(1))
        {
            var key = Documents.OpenApplication(batchId, merged);
            if (await store.FindIdAsync(Documents.Applications.Name, Documents.OpenApplicationIndex, key, ct) is { } open)
            {
                throw new DuplicateKeyException(Documents.Applications.Name, Documents.OpenApplicationIndex, key, open, id);
            }
            writes.RelyOnFree(Documents.Applications, Documents.OpenApplicationIndex, key);
        }
    }

    private bool IsBelow(string schoolCode, Batch batch) =>
        organisations.Tree.Above(schoolCode, new(batch.AsOf, batch.AsOf)).Any(a => a.Code == batch.OrganisationCode);

    // The server says the digest, when it is submitted.
    private static Domain.Certification.Applications.Evidence Shown(V1.Evidence evidence) => Wire.ToRecord(evidence) with { Digest = "" };

    private static void RelyOn(WriteBatch writes, Stored<Teacher> teacher)
    {
        if (writes.Reliances.All(r => r.Id != teacher.Id))
        {
            writes.RelyOn(Documents.Teachers, teacher);
        }
    }
}
