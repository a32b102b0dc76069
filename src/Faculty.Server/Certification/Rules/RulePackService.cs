using Faculty.Server.Access;
using Faculty.Server.Certification.Rechecks;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using RulePack = Faculty.Domain.Certification.Rules.RulePack;

namespace Faculty.Server.Certification.Rules;

/// <summary>Keeps the rule packs (认定规则).</summary>
internal sealed partial class RulePackService(
    IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, RuleDirectory rules, OrganisationDirectory organisations, RecheckView rechecks, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.RulePackService.RulePackServiceBase
{
    /// <summary>A verb on one version: the rule gives the next state, decided over all packs as they are.</summary>
    private async Task<TReply> ChangeAsync<TReply>(IRulePackWrite request, ServerCallContext context, Func<RulePack, RuleView, RulePack> rule)
        where TReply : IRulePackReply, new()
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var coverage = await scope.OfAsync(context);
        var found = Find(request.Code, request.Version);
        if (!coverage.Covers(found.Value.OrganisationCode))
        {
            throw NotFound(request.Code, request.Version);
        }
        return await write.ChangeAsync(request, context, Documents.RulePacks, found.Id, request.Etag, (_, _) => new(true), Next, (stored, _) => Reply<TReply>(stored));

        async Task<RulePack> Next(Stored<RulePack> pack, WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var view = rules.Now;
            view.Guard(batch);
            organisations.Now.RelyOn(batch);
            return rule(pack.Value, view);
        }
    }

    private Stored<RulePack> Find(string code, int version)
    {
        var view = rules.Now;
        return view.Find(code, version == 0 ? view.Book.Versions(code).FirstOrDefault()?.Version ?? 0 : version)
            ?? throw NotFound(code, version);
    }

    private static Refusal NotFound(string code, int version) => Refusal.NotFound(Documents.RulePacks.Name, version == 0 ? code : $"{code}/{version}");

    private static TReply Reply<TReply>(Stored<RulePack> stored)
        where TReply : IRulePackReply, new() =>
        new() { RulePack = ToWire(stored) };

    private static V1.RulePack ToWire(Stored<RulePack> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        return message;
    }

    private static RequestCheck Check(IRulePackWrite request) => new RequestCheck()
        .Write(request)
        .PackCode(request.Code, "code")
        .Require(request.Version > 0, "version", "must be the number of a version, from 1")
        .Require(Tokens.IsEtag(request.Etag), "etag", "must be an etag as the server issued it, or empty");
}
