using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Accounts;

/// <summary>The places of grants with their names: 高平中专 140581-GP01. Each is asked for once; one that is not to be found has its code only.</summary>
internal sealed class Places(Run run)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal) { [""] = "" };

    /// <summary>What a place is called, for all places of these grants.</summary>
    public async Task<Func<string, string>> OfAsync(IEnumerable<Grant> grants, CancellationToken ct)
    {
        foreach (var code in grants.Select(g => g.OrganisationCode).Where(c => !known.ContainsKey(c)).Distinct(StringComparer.Ordinal).ToList())
        {
            known[code] = await NamedAsync(code, ct);
        }
        return code => known[code];
    }

    private async Task<string> NamedAsync(string code, CancellationToken ct)
    {
        try
        {
            var found = await run.Connection.Organisations.GetOrganisationAsync(new() { Code = code }, cancellationToken: ct);
            return $"{found.Organisation.Names.LastOrDefault()?.Name} {code}".TrimStart();
        }
        // Granted before the organisation was recorded, or nothing that the caller may see, or not before one-time codes are set up.
        catch (RpcException refused) when (ServerRefusal.Of(refused).Reason is ErrorReason.NotFound or ErrorReason.PermissionDenied or ErrorReason.TotpNotSetUp)
        {
            return code;
        }
    }
}
