using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<ReviewBatchResponse> ReviewBatch(ReviewBatchRequest request, ServerCallContext context)
    {
        Check(request).Done();
        return ChangeAsync<ReviewBatchResponse>(request, context, batch => batch.BeginReview());
    }
}
