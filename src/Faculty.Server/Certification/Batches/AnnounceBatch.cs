using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

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
            var open = (await BatchRows.ApplicationsAsync(store, batch.BatchId, ct)).Where(a => !a.Value.IsOver).ToList();
            var (announced, next) = batch.Announce([.. open.Select(a => a.Value)], first, calendar);
            foreach (var (read, application) in open.Zip(next))
            {
                writes.Replace(Documents.Applications, read, application);
            }
            return announced;
        });
    }
}
