using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Access;

/// <summary>Who calls: the principal and the roles granted to it.</summary>
internal sealed record Caller(string PrincipalId, IReadOnlyList<Grant> Grants)
{
    /// <summary>The server itself.</summary>
    public static readonly Caller Server = new("server", AllRoles());

    /// <summary>Who calls without signing in.</summary>
    public static readonly Caller Anybody = new("", []);

    /// <summary>A role asks for one-time codes that are not set up yet; until then there are no grants.</summary>
    public bool AwaitsTotp { get; init; }

    /// <summary>Known by others only; nothing is for such a caller that no grant is for.</summary>
    public bool FromOutside { get; init; }

    /// <summary>Who calls, with the grants of this moment; refused once the account, the session or the key is no longer good.</summary>
    public static Caller Of(ServerCallContext call) => Principal.Of(call).Now;

    /// <summary>The caller has the permission somewhere, or on the whole registry where the rpc asks for that.</summary>
    public void Require(AccessRule rule)
    {
        if (FromOutside && Grants.Count == 0)
        {
            throw new Refusal(ErrorReason.NoRole, "The caller is known, but has no role here.");
        }
        var scope = ScopeOf(rule.Permission);
        var may = rule.Permission is Permission.Public or Permission.SignedIn
            || scope.Whole || (rule.Scope != ScopeKind.Registry && scope.Places.Count > 0);
        if (!may && AwaitsTotp)
        {
            throw new Refusal(ErrorReason.TotpNotSetUp, "A role of this account asks for one-time codes; set them up first.");
        }
        if (!may)
        {
            throw scope.Places.Count == 0
                ? new Refusal(ErrorReason.PermissionDenied, $"The caller may not {rule.Permission}.") { Metadata = [("permission", $"{rule.Permission}")] }
                : new Refusal(ErrorReason.PermissionDenied, $"The caller may {rule.Permission} for some organisations, but this needs the whole registry.")
                {
                    Metadata = [("permission", $"{rule.Permission}"), ("scope", $"{rule.Scope}")],
                };
        }
    }

    /// <summary>The places below which a permission is granted.</summary>
    public Scope ScopeOf(Permission permission)
    {
        HashSet<string>? places = null;
        foreach (var grant in Grants)
        {
            if (!Roles.Of(grant.Role).Contains(permission))
            {
                continue;
            }
            if (grant.OrganisationCode.Length == 0)
            {
                return Scope.Everything;
            }
            places ??= new(StringComparer.Ordinal);
            places.Add(grant.OrganisationCode);
        }
        return places is null ? Scope.Nowhere : new(Whole: false, places);
    }

    private static List<Grant> AllRoles() => [.. Enum.GetValues<Role>().Where(r => r != Role.Unspecified).Select(r => new Grant { Role = r })];
}

/// <summary>Where a permission holds: everywhere, or below the organisations with these codes.</summary>
internal sealed record Scope(bool Whole, IReadOnlySet<string> Places)
{
    public static readonly Scope Everything = new(Whole: true, new HashSet<string>());

    public static readonly Scope Nowhere = new(Whole: false, new HashSet<string>());

    /// <summary>The places in one order: equal for equal scopes.</summary>
    public string Key => Whole ? "*" : string.Join(' ', Places.Order(StringComparer.Ordinal));
}
