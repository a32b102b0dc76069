using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<ReverseHoursResponse> ReverseHours(ReverseHoursRequest request, ServerCallContext context)
    {
        new RequestCheck().Lines(request)
            .Text(request.DocumentNumber, "document_number", longest: 100)
            .Text(request.Explanation, "explanation", longest: 500)
            .Done();
        var account = Caller.Of(context).PrincipalId;
        return StepAsync<ReverseHoursResponse>(request, context, ofSchool: true, (steps, _) =>
        {
            var both = steps.Lines.Select(l => l.Value.Reverse(Ids.New(), steps.Date, account, request.DocumentNumber, request.Explanation)).ToList();
            return Task.FromResult<IReadOnlyList<HoursLine>>([.. both.Select(b => b.Reversed), .. both.Select(b => b.Reversal)]);
        }, told: line => line.ReversalLineId);
    }
}
