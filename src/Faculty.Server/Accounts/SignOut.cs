using Faculty.Server.Access;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    /// <summary>A key has no session; there is nothing to end then.</summary>
    public override async Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        if (Principal.Of(context).SessionId is { } session)
        {
            var actor = Caller.Of(context).PrincipalId;
            await sessions.EndAsync(session, () => Entry(actor, context), context.CancellationToken);
        }
        return new();
    }
}
