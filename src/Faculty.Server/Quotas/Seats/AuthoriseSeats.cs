using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override Task<AuthoriseSeatsResponse> AuthoriseSeats(AuthoriseSeatsRequest request, ServerCallContext context)
    {
        var wanted = request.Authorisation ?? throw Refusal.Field("authorisation", "must be given");
        Check(request)
            .Known(wanted.Category, "authorisation.category", optional: true)
            .Require(wanted.SeatCount is >= 0 and <= MostSeats, "authorisation.seat_count", $"must be 0 to {MostSeats:N0}")
            .Text(wanted.DocumentNumber, "authorisation.document_number", longest: 100)
            .Day(wanted.StartDate, "authorisation.start_date")
            .OptionalDay(wanted.LastDate, "authorisation.last_date")
            .Done();
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
