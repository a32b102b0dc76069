using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;
using Batch = Faculty.Domain.Certification.Batches.Batch;
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
        var open = (await BatchRows.ApplicationsAsync(store, batch.BatchId, ct)).Where(a => !a.Value.IsOver).ToList();
        // Before the numbers: a decision that comes between takes other ones, and is told apart by the revisions.
        var applicants = new List<Stored<Teacher>>(open.Count);
        foreach (var read in open)
        {
            applicants.Add(await StandingAsync(read.Value.TeacherId, ct));
        }
        var numbers = new CertificateNumbers(store, batch, writes);
        // Two applications may have become one person's, when records were merged.
        var changed = new Dictionary<string, (Stored<Teacher> Read, Teacher Next)>(StringComparer.Ordinal);
        foreach (var (read, standing) in open.Zip(applicants))
        {
            var application = read.Value.Recognise(await numbers.NextAsync(ct));
            writes.Replace(Documents.Applications, read, application);
            var (first, before) = changed.GetValueOrDefault(standing.Id, (standing, standing.Value));
            changed[standing.Id] = (first, await GrantAsync(batch, application, before.RequireKnown(), writes, ct));
        }
        foreach (var (read, next) in changed.Values)
        {
            await teachers.RequireAsync(writes, read.Value, next, ct);
            writes.Replace(Documents.Teachers, read, next);
        }
        return open.Count;
    }

    private async Task<Teacher> GrantAsync(Batch batch, Application application, Teacher teacher, WriteBatch writes, CancellationToken ct)
    {
        var waiting = await writes.TakeWaitingAsync(store, batch.Authority, application.CertificateNumber, ct);
        return teacher.GrantRecognition(application.RecognitionOf(batch, Ids.New()), waiting, Ids.New);
    }

    // The decision reaches whoever applied, wherever they are engaged by now.
    private async Task<Stored<Teacher>> StandingAsync(string teacherId, CancellationToken ct) =>
        Documents.Teachers.Typed(await scope.Everyone.StandingAsync(teacherId, at: null, ct));
}
