using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    public override Task<GetPoolRulesResponse> GetPoolRules(GetPoolRulesRequest request, ServerCallContext context) =>
        Task.FromResult(new GetPoolRulesResponse { Rules = Wire.ToMessage(rules) });
}
