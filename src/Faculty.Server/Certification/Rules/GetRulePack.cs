using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    public override async Task<GetRulePackResponse> GetRulePack(GetRulePackRequest request, ServerCallContext context)
    {
        new RequestCheck().PackCode(request.Code, "code").Require(request.Version >= 0, "version", "must be the number of a version, or 0 for the newest").Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var found = Find(request.Code, request.Version);
        return new()
        {
            RulePack = ToWire(found),
            ResultingLevels = { (rules.Now.Book.Applied(found.Value.Code, found.Value.Version)?.Levels ?? []).Select(Wire.ToMessage) },
        };
    }
}
