using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Organisation = Faculty.Domain.Organisations.Organisation;

namespace Faculty.Server.Organisations;

/// <summary>Keeps the tree of organisations (机构).</summary>
internal sealed partial class OrganisationService(IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, OrganisationDirectory directory, SeatWrites seats, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.OrganisationService.OrganisationServiceBase
{
    private const int RowsPerMessage = 50;

    /// <summary>A verb on one organisation: the rule gives the next record, which must break nothing in the tree.</summary>
    private async Task<TReply> ChangeAsync<TReply>(IOrganisationWrite request, ServerCallContext context, Func<Organisation, Organisation> rule)
        where TReply : IOrganisationReply, new()
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var coverage = await scope.OfAsync(context);
        var id = directory.Now.Find(request.Code)?.Id;
        if (id is null || !coverage.Covers(request.Code))
        {
            throw Refusal.NotFound("organisation", request.Code);
        }
        return await write.ChangeAsync(request, context, Documents.Organisations, id, request.Etag, (_, _) => new(true), Next, (stored, _) => Reply<TReply>(stored));

        async Task<Organisation> Next(Stored<Organisation> found, WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var view = directory.Now;
            view.Guard(batch);
            if (request is MoveOrganisationRequest move)
            {
                coverage.Require(move.ParentCode);
            }
            var next = OrganisationInvariants.Require(rule(found.Value), view.Tree);
            await seats.RequireAsync(batch, view.Tree, next, ct);
            return next;
        }
    }

    private static TReply Reply<TReply>(Stored<Organisation> stored)
        where TReply : IOrganisationReply, new() =>
        new() { Organisation = ToWire(stored) };

    private static V1.Organisation ToWire(Stored<Organisation> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        return message;
    }

    private static RequestCheck Check(IOrganisationWrite request) => new RequestCheck()
        .Write(request)
        .OrganisationCode(request.Code, "code")
        .Require(Tokens.IsEtag(request.Etag), "etag", "must be an etag as the server issued it, or empty");
}
