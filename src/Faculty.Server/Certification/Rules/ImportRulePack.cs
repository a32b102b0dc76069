using Faculty.Domain.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using RulePack = Faculty.Domain.Certification.Rules.RulePack;
using RulePackState = Faculty.Domain.Certification.Rules.RulePackState;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    public override Task<ImportRulePackResponse> ImportRulePack(ImportRulePackRequest request, ServerCallContext context)
    {
        var wanted = request.RulePack ?? throw Refusal.Field("rule_pack", "must be given");
        new RequestCheck().Write(request).Pack(wanted, "rule_pack").Done();
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => Reply<ImportRulePackResponse>(await write.AsCommittedAsync(Documents.RulePacks, commit, ct)));

        async Task<Func<Commit?, ImportRulePackResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            (await scope.OfAsync(context)).Require(wanted.OrganisationCode);
            await follower.CaughtUpAsync(store.Revision, ct);
            var view = rules.Now;
            var pack = Draft(wanted, (view.Book.Versions(wanted.Code).FirstOrDefault()?.Version ?? 0) + 1);
            RulePackInvariants.Require(pack, view.Book, organisations.Tree);
            view.Guard(organisations.Now.RelyOn(batch)).Insert(Documents.RulePacks, pack.PackId, pack);
            return commit => Reply<ImportRulePackResponse>(new(pack.PackId, commit?.Revision ?? 0, pack));
        }
    }

    /// <summary>The draft a file makes; what only the server says is not taken from it.</summary>
    internal static RulePack Draft(V1.RulePack wanted, int version) => Wire.ToRecord(wanted) with
    {
        PackId = Ids.New(),
        Version = version,
        ParentVersion = 0,
        State = RulePackState.Draft,
        WithdrawnFrom = null,
        WithdrawalDocument = "",
    };
}
