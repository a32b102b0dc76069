using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task StreamAccounts(StreamAccountsRequest request, IServerStreamWriter<StreamAccountsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var page in (await SelectAsync(request.Role, until.Token)).Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Accounts = { page } }, until.Token);
        }
    }
}
