using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override Task<WithdrawAuthorisationResponse> WithdrawAuthorisation(WithdrawAuthorisationRequest request, ServerCallContext context)
    {
        Check(request).Id(request.AuthorisationId, "authorisation_id").Done();
        // The one before it may have been larger.
        return ChangeAsync<WithdrawAuthorisationResponse>(request, context, (view, batch, _) =>
            Task.FromResult(Authorised(view, view.Find(request.OrganisationCode)!.Value.WithdrawAuthorisation(request.AuthorisationId), batch)));
    }
}
