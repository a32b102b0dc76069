using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    private const int PacksPerMessage = 50;

    public override async Task StreamRulePacks(StreamRulePacksRequest request, IServerStreamWriter<StreamRulePacksResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var packs in (await SelectAsync(request.Code, request.State, request.ExpiringDays, request.AsOf, until.Token)).Chunk(PacksPerMessage))
        {
            await responseStream.WriteAsync(new() { RulePacks = { packs.Select(Short) } }, until.Token);
        }
    }
}
