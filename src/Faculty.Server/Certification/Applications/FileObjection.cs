using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<FileObjectionResponse> FileObjection(FileObjectionRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Words(request.Ground, "ground").OptionalDay(request.FiledDate, "filed_date").Done();
        var id = Ids.New();
        return ChangeAsync<FileObjectionResponse>(request, context, c =>
        {
            var today = clock.TodayInChina();
            var filed = request.FiledDate.ToOptionalDay() ?? today;
            new RequestCheck().Require(filed <= today, "filed_date", "must not lie after today").Done();
            return c.Application.Object(c.Batch.In(BatchState.Publicity), new()
            {
                ObjectionId = id, FiledDate = filed, OnPaper = request.FiledDate is not null, Ground = request.Ground, ActorId = Caller.Of(context).PrincipalId,
            });
        });
    }
}
