using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task StreamKeys(StreamKeysRequest request, IServerStreamWriter<StreamKeysResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        foreach (var page in (await SelectAsync(request.AccountName, until.Token)).Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Keys = { page } }, until.Token);
        }
    }
}
