using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<CloseBatchResponse> CloseBatch(CloseBatchRequest request, ServerCallContext context)
    {
        Check(request).Done();
        return ChangeAsync<CloseBatchResponse>(request, context, batch => batch.Close());
    }
}
