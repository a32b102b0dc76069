using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class SeatService
{
    public override async Task<GetSeatsResponse> GetSeats(GetSeatsRequest request, ServerCallContext context)
    {
        Check(request.ScopeCode)
            .OptionalDay(request.AsOf, "as_of").OptionalDay(request.CompareWith, "compare_with").Known(request.By, "by", optional: true)
            .Require(!request.OverOnly || request.By is not (SeatBreakdown.Department or SeatBreakdown.Unspecified), "over_only", "needs parts by category, school or child: departments have no authorised seats")
            .Done();
        tokens.Reached(context, request.AfterChangeToken);
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        DateOnly[] days = request.CompareWith.ToOptionalDay() is { } other ? [day, other] : [day];

        var asked = await AskedAsync(context, request.ScopeCode, request.KnownAt);
        var moment = await MomentAsync(asked, request.ScopeCode, Counted, context.CancellationToken);
        var reply = new GetSeatsResponse { Figure = new SeatFigures(moment, day).Of(request.ScopeCode, request.By, request.OverOnly) };
        if (days is [_, var compared])
        {
            // What is over now may not have been over then: its parts are all there.
            reply.Compared = new SeatFigures(moment, compared).Of(request.ScopeCode, request.By);
        }
        return reply;

        IEnumerable<(string, DateOnly)> Counted(OrganisationTree tree) =>
            days.SelectMany(d => SeatParts.Counted(tree, request.ScopeCode, request.By, d).Select(code => (code, d)));
    }
}
