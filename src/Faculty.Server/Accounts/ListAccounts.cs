using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context)
    {
        var found = await SelectAsync(request.Role, context.CancellationToken);
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), found, a => a.AccountName);
        return new() { Accounts = { page }, NextPageToken = next };
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
