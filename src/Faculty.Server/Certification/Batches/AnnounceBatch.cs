using Faculty.Domain.Certification.Applications;
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
    public override Task<AnnounceBatchResponse> AnnounceBatch(AnnounceBatchRequest request, ServerCallContext context)
    {
        Check(request).OptionalDay(request.FirstDate, "first_date").Done();
        return ChangeAsync<AnnounceBatchResponse>(request, context, async (batch, writes, ct) =>
        {
            var today = clock.TodayInChina();
            var first = request.FirstDate.ToOptionalDay() ?? today;
            new RequestCheck().Require(first >= today, "first_date", $"must not be before today, {today:O}").Done();
            var open = await OpenAsync(batch, ct);
            var (announced, next) = batch.Announce([.. open.Select(a => new Applicant(a.Application.Value, a.Teacher.Value))], first, calendar);
            foreach (var ((read, _), application) in open.Zip(next))
            {
                writes.Replace(Documents.Applications, read, application);
            }
            writes.Insert(Documents.Publicities, announced.BatchId, Shown(next, first));
            return announced;
        });
    }

    /// <summary>The applications of a batch that were submitted and are not over, each with the record that stands for its applicant now. Drafts are in nobody's way.</summary>
    private async Task<IReadOnlyList<(Stored<Application> Application, Stored<Teacher> Teacher)>> OpenAsync(Batch batch, CancellationToken ct)
    {
        var open = new List<(Stored<Application>, Stored<Teacher>)>();
        foreach (var read in (await BatchRows.ApplicationsAsync(store, batch.BatchId, ct)).Where(a => a.Value is { IsOver: false, Submission: not null }))
        {
            // Whoever applied, wherever they are engaged by now.
            open.Add((read, await StandingAsync(read.Value.TeacherId, ct)));
        }
        return open;
    }

    private StoredPublicity Shown(IEnumerable<Application> announced, DateOnly first) => new()
    {
        Entries =
        {
            announced.Select(a => new StoredPublicityEntry
            {
                ApplicationId = a.ApplicationId, TeacherId = a.TeacherId, SchoolName = organisations.Tree.Find(a.SchoolCode)?.NameOn(first) ?? "", Level = (RecognitionLevel)(int)a.Level, Field = a.Field,
            }),
        },
    };
}
