using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task<ListBatchesResponse> ListBatches(ListBatchesRequest request, ServerCallContext context)
    {
        var found = await SelectAsync(request.OrganisationCode, request.State, context);
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), found, b => b.Code);
        return new() { Batches = { page }, NextPageToken = next };
    }

    /// <summary>The batches asked for that the caller sees, by code; what the list and its stream share. There are few: a handful a year and county.</summary>
    private async Task<IEnumerable<V1.Batch>> SelectAsync(string organisationCode, BatchState state, ServerCallContext context)
    {
        var check = new RequestCheck().Known(state, "state", optional: true);
        (organisationCode.Length == 0 ? check : check.OrganisationCode(organisationCode, "organisation_code")).Done();
        var rows = await RowsAsync(context);
        var found = new List<Stored<Domain.Certification.Batches.Batch>>();
        await foreach (var document in store.ScanAsync(Documents.Batches.Name, context.CancellationToken))
        {
            var batch = Documents.Batches.Typed(document);
            if (rows.Sees(batch.Value)
                && (organisationCode.Length == 0 || string.Equals(batch.Value.OrganisationCode, organisationCode, StringComparison.Ordinal))
                && (state == BatchState.Unspecified || (int)batch.Value.State == (int)state))
            {
                found.Add(batch);
            }
        }
        return found.OrderBy(b => b.Value.Code, StringComparer.Ordinal).Select(b => Shown(b, rows));
    }
}
