using Faculty.Server.Access;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    public override Task<WhoAmIResponse> WhoAmI(WhoAmIRequest request, ServerCallContext context)
    {
        var (principal, caller) = (Principal.Of(context), Caller.Of(context));
        return Task.FromResult(new WhoAmIResponse
        {
            Account = principal.Outside ?? directory.Find(caller.PrincipalId)!.ToWire(),
            Grants = { caller.Grants },
            KeyId = principal.KeyId ?? "",
            TotpSetupRequired = caller.AwaitsTotp,
        });
    }
}
