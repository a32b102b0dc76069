using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using AuthorisationChecks = Faculty.Domain.Quotas.Seats.AuthorisationChecks;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override Task<AuthoriseSeatsResponse> AuthoriseSeats(AuthoriseSeatsRequest request, ServerCallContext context)
    {
        var wanted = request.Authorisation ?? throw Refusal.Field("authorisation", "must be given");
        Check(request).Day(wanted.StartDate, "authorisation.start_date").OptionalDay(wanted.LastDate, "authorisation.last_date")
            .Take(AuthorisationChecks.Of(Wire.ToRecord(new Authorisation(wanted) { StartDate = AnyDay, LastDate = null }), clock.TodayInChina()), "authorisation").Done();
        var authorisation = Wire.ToRecord(wanted) with { AuthorisationId = Ids.New() };
        var establishmentId = Ids.New();
        return ChangeAsync<AuthoriseSeatsResponse>(request, context, (view, batch, _) =>
        {
            AuthorisedSeats.RequireKind(request.OrganisationCode, organisations.Tree, clock.TodayInChina());
            var now = view.Find(request.OrganisationCode)?.Value ?? new() { EstablishmentId = establishmentId, OrganisationCode = request.OrganisationCode };
            return Task.FromResult(Authorised(view, now.Authorise(authorisation), batch));
        });
    }
}
