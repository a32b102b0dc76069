using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override Task<ReviseHiringLineResponse> ReviseHiringLine(ReviseHiringLineRequest request, ServerCallContext context)
    {
        var wanted = request.Line ?? throw Refusal.Field("line", "must be given");
        Check(request).Line(wanted, "line", clock.TodayInChina()).Require(wanted.Code == request.Code, "line.code", "must be the code of the line").Done();
        var revised = HiringForm.ToRecord(wanted);
        return ChangeAsync<ReviseHiringLineResponse>(request, context, (line, batch, _) =>
        {
            new RequestCheck()
                .Require(revised.SchoolCode == line.SchoolCode, "line.school_code", "must stay; make another line for another school")
                .Require(revised.Year == line.Year, "line.year", "must stay; make another line for another year")
                .Done();
            RequirePlaces(revised, batch);
            return Task.FromResult(line.Revise(revised, clock.TodayInChina()));
        });
    }
}
