using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class SessionService
{
    public override async Task<RefreshResponse> Refresh(RefreshRequest request, ServerCallContext context) =>
        new() { Tokens = await sessions.RefreshAsync(request.RefreshToken, context) };
}
