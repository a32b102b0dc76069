using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override async Task<GetHiringLineResponse> GetHiringLine(GetHiringLineRequest request, ServerCallContext context)
    {
        new RequestCheck().LineCode(request.Code, "code").OptionalDay(request.AsOf, "as_of").Done();
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, context.CancellationToken);
        var found = await FindAsync(request.Code, context);
        if (at is { } revision)
        {
            found = await store.FindAtAsync(Documents.HiringLines, found.Id, revision, context.CancellationToken) ?? throw Refusal.NotFound(Documents.HiringLines.Name, request.Code);
        }
        return new() { Line = ToWire(found), Counts = Counts(found.Value, request.AsOf.ToOptionalDay() ?? clock.TodayInChina()) };
    }
}
