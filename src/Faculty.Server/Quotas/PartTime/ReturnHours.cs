using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using HoursState = Faculty.Domain.Quotas.PartTime.HoursState;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<ReturnHoursResponse> ReturnHours(ReturnHoursRequest request, ServerCallContext context)
    {
        new RequestCheck().Lines(request).Text(request.Explanation, "explanation", longest: 500).Done();
        var account = Caller.Of(context).PrincipalId;
        return StepAsync<ReturnHoursResponse>(request, context, ofSchool: false, (line, date) => line.Return(date, account, request.Explanation, HoursState.Recorded, HoursState.Confirmed));
    }

    public override Task<RefuseHoursResponse> RefuseHours(RefuseHoursRequest request, ServerCallContext context)
    {
        new RequestCheck().Lines(request).Text(request.Explanation, "explanation", longest: 500).Done();
        var account = Caller.Of(context).PrincipalId;
        return StepAsync<RefuseHoursResponse>(request, context, ofSchool: true, (line, date) => line.Return(date, account, request.Explanation, HoursState.Confirmed));
    }
}
