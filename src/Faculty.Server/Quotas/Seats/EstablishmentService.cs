using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Keeps the ledger of authorised seats (编制台账). State changes are verbs, one file each.</summary>
internal sealed partial class EstablishmentService(
    IRegistryStore store, Write write, SeatWrites seats, RowScope scope, QuotaScope quotas, CallerTokens tokens, EstablishmentDirectory establishments, HiringDirectory lines,
    OrganisationDirectory organisations, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.EstablishmentService.EstablishmentServiceBase
{
    // Stands in for a day that is none, while the other fields are checked.
    private static readonly Google.Type.Date AnyDay = new() { Year = 1, Month = 1, Day = 1 };

    /// <summary>A step of one establishment, decided over all as they are at one moment; only an authorisation finds none.</summary>
    private Task<TReply> ChangeAsync<TReply>(
        IEstablishmentWrite request, ServerCallContext context, Func<EstablishmentView, WriteBatch, CancellationToken, Task<Establishment>> step, Action<TReply, Establishment>? complete = null)
        where TReply : IEstablishmentReply, new()
    {
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => Reply(await write.AsCommittedAsync(Documents.Establishments, commit, ct)));

        async Task<Func<Commit?, TReply>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var coverage = await scope.OfAsync(context);
            var view = establishments.Now;
            var found = coverage.Covers(request.OrganisationCode) ? view.Find(request.OrganisationCode) : null;
            if (found is null && (request is not AuthoriseSeatsRequest || !coverage.Covers(request.OrganisationCode)))
            {
                throw NotFound(request.OrganisationCode);
            }
            if (found is not null)
            {
                Write.RequireEtag(request.Etag, Documents.Establishments, found);
            }
            var next = await step(view, batch, ct);
            _ = found is null ? batch.Insert(Documents.Establishments, next.EstablishmentId, next) : batch.Replace(Documents.Establishments, found, next);
            return commit => Reply(new(next.EstablishmentId, commit?.Revision ?? found?.Revision ?? 0, next));
        }

        TReply Reply(Stored<Establishment> stored)
        {
            var reply = new TReply { Establishment = ToWire(stored) };
            complete?.Invoke(reply, stored.Value);
            return reply;
        }
    }

    private Task<TReply> ChangeAsync<TReply>(IEstablishmentWrite request, ServerCallContext context, Func<Establishment, Establishment> step)
        where TReply : IEstablishmentReply, new() =>
        ChangeAsync<TReply>(request, context, (view, _, _) => Task.FromResult(step(view.Find(request.OrganisationCode)!.Value)));

    /// <summary>What is authorised: held against every cap above, or, of a cap, against every school below; today's tree.</summary>
    private Establishment Authorised(EstablishmentView view, Establishment next, WriteBatch batch)
    {
        var tree = organisations.Now;
        AuthorisedSeats.Require([next], view, tree.Tree, clock.TodayInChina(), explained: batch.Reason is not null);
        view.Guard(batch);
        tree.RelyOn(batch, [next.OrganisationCode]);
        return next;
    }

    private static Refusal NotFound(string organisationCode) => Refusal.NotFound(Documents.Establishments.Name, organisationCode);

    private static V1.Establishment ToWire(Stored<Establishment> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        return message;
    }

    private static RequestCheck Check(IEstablishmentWrite request) => new RequestCheck().Write(request).OrganisationCode(request.OrganisationCode, "organisation_code");
}
