using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<ListKeysResponse> ListKeys(ListKeysRequest request, ServerCallContext context)
    {
        var found = await SelectAsync(request.AccountName, context.CancellationToken);
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), found, k => k.KeyId);
        return new() { Keys = { page }, NextPageToken = next };
    }

    /// <summary>The keys asked for, by id; what the list and its stream share.</summary>
    private async Task<IEnumerable<ApiKey>> SelectAsync(string accountName, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        return directory.Keys.Where(k => accountName.Length == 0 || k.AccountName == accountName).OrderBy(k => k.KeyId, StringComparer.Ordinal);
    }
}
