using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Access;

/// <summary>Who calls. Until accounts exist there is one caller, local to the machine, who may do everything.</summary>
internal sealed class Caller
{
    private static readonly Caller Local = new("local", Enum.GetValues<Permission>().ToHashSet());
    private readonly HashSet<Permission> permissions;

    private Caller(string principalId, HashSet<Permission> permissions) => (PrincipalId, this.permissions) = (principalId, permissions);

    /// <summary>Opaque id of the principal, as it stands in the journal.</summary>
    public string PrincipalId { get; }

    public static Caller Of(ServerCallContext _) => Local;

    public void Require(AccessRule rule)
    {
        if (rule.Permission != Permission.Unspecified && !permissions.Contains(rule.Permission))
        {
            throw new Hosting.Refusal(ErrorReason.PermissionDenied, $"The caller may not {rule.Permission}.") { Metadata = [("permission", $"{rule.Permission}")] };
        }
    }
}
