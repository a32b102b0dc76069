using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<FinishReviewsResponse> FinishReviews(FinishReviewsRequest request, ServerCallContext context)
    {
        new RequestCheck().Applications(request).Known(request.Tier, "tier").Known(request.Verdict, "verdict").Document(request.Minute, "minute").OptionalWords(request.Opinion, "opinion")
            .Require(request.Verdict != ReviewVerdict.Reject || request.Opinion.Length > 0, "opinion", "must say why it is rejected")
            .Done();
        var batchId = "";
        return ChangeAsync<FinishReviewsResponse>(request, context, (c, _) =>
        {
            batchId = batchId.Length == 0 ? c.Batch.BatchId : batchId;
            if (c.Batch.BatchId != batchId)
            {
                throw Refusal.Field("application_ids", $"must be of one batch; {c.Application.ApplicationId} is of {c.Batch.Code}");
            }
            RequireTier(c);
            return new(c.Application.FinishReview(
                c.Batch.In(BatchState.Reviewing), (Domain.Certification.Rules.ReviewTier)request.Tier, (Domain.Certification.Applications.ReviewVerdict)request.Verdict,
                request.Minute, request.Opinion, Caller.Of(context).PrincipalId, clock.GetUtcNow()));
        });
    }
}
