using Faculty.Domain.Certification.Applications;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<DecideBatchResponse> DecideBatch(DecideBatchRequest request, ServerCallContext context)
    {
        Check(request).Text(request.DocumentNumber, "document_number", longest: 100).OptionalDay(request.EffectiveDate, "effective_date").Done();
        var recognised = 0;
        return ChangeAsync<DecideBatchResponse>(
            request,
            context,
            async (batch, writes, ct) =>
            {
                var today = clock.TodayInChina();
                var published = batch.Publish(request.DocumentNumber, request.EffectiveDate.ToOptionalDay() ?? today, today);
                // Its last day is reckoned from it: the calendar ends at 9999.
                new RequestCheck().Require(
                    published.EffectiveDate > batch.PublicityLast && published.EffectiveDate?.Year < 9900, "effective_date", $"must be after the last day of publicity, {batch.PublicityLast:O}, and before 9900").Done();
                recognised = await RecogniseAsync(published, writes, ct);
                return published;
            },
            (reply, commit) => reply.RecognisedCount = commit?.Documents.Count(d => d.Type == Documents.Applications.Name) ?? recognised);
    }

    /// <summary>Every open application becomes a recognition of its teacher, in the same commit; how many.</summary>
    private async Task<int> RecogniseAsync(Batch batch, WriteBatch writes, CancellationToken ct)
    {
        // Before the numbers: a decision that comes between takes other ones, and is told apart by the revisions.
        var open = await OpenAsync(batch, ct);
        // Decided by somebody else meanwhile, everybody holds what is decided.
        (await store.FindAsync(Documents.Batches, batch.BatchId, ct))?.Value.In(BatchState.Publicity);
        ApplicantRules.RequireDecidable(batch, [.. open.Select(a => new Applicant(a.Application.Value, a.Teacher.Value))]);
        var numbers = await CertificateNumbers.OfAsync(store, batch, writes, ct);
        foreach (var (read, teacher) in open)
        {
            var application = read.Value.Recognise(await numbers.NextAsync(ct));
            var next = Granted(batch, application, teacher.Value);
            await teachers.RequireAsync(writes, teacher.Value, next, ct);
            writes.Replace(Documents.Applications, read, application).Replace(Documents.Teachers, teacher, next);
        }
        numbers.Keep();
        return open.Count;
    }

    // The number was never given before, and no event waits for it.
    private static Teacher Granted(Batch batch, Application application, Teacher teacher) => teacher.GrantRecognition(
        application.RecognitionOf(batch, Ids.New()) with
        {
            ApplicationId = application.ApplicationId,
            JudgedDate = batch.AsOf,
            RecheckMonths = application.Submission!.RecheckMonths,
            Evidence = Domain.Certification.Rechecks.StoodOn.Of(application, teacher, batch.AsOf),
        },
        waiting: [],
        Ids.New);

    private async Task<Stored<Teacher>> StandingAsync(string teacherId, CancellationToken ct) =>
        Documents.Teachers.Typed(await scope.Everyone.StandingAsync(teacherId, at: null, ct));
}
