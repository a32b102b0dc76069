using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override Task<SetSeatControlResponse> SetSeatControl(SetSeatControlRequest request, ServerCallContext context)
    {
        Check(request).Known(request.Control, "control").Done();
        return ChangeAsync<SetSeatControlResponse>(request, context, establishment => establishment.With((Domain.Quotas.Seats.SeatControl)request.Control));
    }
}
