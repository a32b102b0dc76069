using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task<GetBatchResponse> GetBatch(GetBatchRequest request, ServerCallContext context)
    {
        new RequestCheck().BatchCode(request.Code, "code").Done();
        var rows = await RowsAsync(context);
        var found = await rows.FindAsync(request.Code, context.CancellationToken);
        var applications = await BatchRows.ApplicationsAsync(store, found.Id, context.CancellationToken);
        return new()
        {
            Batch = Shown(found, rows),
            Counts =
            {
                applications.Where(a => rows.Coverage.Covers(a.Value.SchoolCode)).GroupBy(a => a.Value.State).OrderBy(s => s.Key)
                    .Select(s => new StateCount { State = (ApplicationState)(int)s.Key, ApplicationCount = s.Count() }),
            },
        };
    }
}
