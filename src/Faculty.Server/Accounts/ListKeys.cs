using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<ListKeysResponse> ListKeys(ListKeysRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = request.PageSize == 0 ? PageSize : request.PageSize;
        var after = tokens.After(context, request, request.PageToken) ?? "";
        var page = (await SelectAsync(request.AccountName, context.CancellationToken)).Where(k => string.CompareOrdinal(k.KeyId, after) > 0).Take(size + 1).ToList();
        return new() { Keys = { page.Take(size) }, NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].KeyId : null) };
    }

    /// <summary>The keys asked for, by id; what the list and its stream share.</summary>
    private async Task<IEnumerable<ApiKey>> SelectAsync(string accountName, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        return directory.Keys.Where(k => accountName.Length == 0 || k.AccountName == accountName).OrderBy(k => k.KeyId, StringComparer.Ordinal);
    }
}
