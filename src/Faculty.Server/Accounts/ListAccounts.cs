using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = request.PageSize == 0 ? PageSize : request.PageSize;
        var after = tokens.After(context, request, request.PageToken) ?? "";
        var page = (await SelectAsync(request.Role, context.CancellationToken))
            .Where(a => string.CompareOrdinal(a.AccountName, after) > 0).Take(size + 1).ToList();
        return new()
        {
            Accounts = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].AccountName : null),
        };
    }

    /// <summary>The accounts asked for, by name; what the list and its stream share.</summary>
    private async Task<IEnumerable<Account>> SelectAsync(Role role, CancellationToken ct)
    {
        new RequestCheck().Known(role, "role", optional: true).Done();
        await follower.CaughtUpAsync(store.Revision, ct);
        return directory.All
            .Where(a => role == Role.Unspecified || a.Stored.Account.Grants.Any(g => g.Role == role))
            .OrderBy(a => a.Stored.Account.AccountName, StringComparer.Ordinal)
            .Select(a => a.ToWire());
    }
}
