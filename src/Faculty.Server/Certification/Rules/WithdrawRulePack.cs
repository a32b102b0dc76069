using Faculty.Domain.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    public override Task<WithdrawRulePackResponse> WithdrawRulePack(WithdrawRulePackRequest request, ServerCallContext context)
    {
        Check(request).Day(request.EffectiveDate, "effective_date").Text(request.DocumentNumber, "document_number", longest: 100).Done();
        var from = request.EffectiveDate.ToDay();
        return ChangeAsync<WithdrawRulePackResponse>(request, context, (pack, view) =>
        {
            var next = pack.Withdraw(from, request.DocumentNumber);
            RulePackInvariants.RequireNoneBelow(pack, from, view.Book);
            return next;
        });
    }
}
