using Faculty.Domain.Certification.Rules;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    public override Task<ActivateRulePackResponse> ActivateRulePack(ActivateRulePackRequest request, ServerCallContext context)
    {
        Check(request).Done();
        return ChangeAsync<ActivateRulePackResponse>(request, context, (pack, view) => pack.Activate(RulePackInvariants.Require(pack, view.Book, organisations.Tree)));
    }
}
