using System.Collections.Frozen;
using Faculty.V1;

namespace Faculty.Server.Access;

/// <summary>What each role permits, read from the proto.</summary>
internal static class Roles
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> ByRole = RoleReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(Role)).Values
        .Where(v => v.Number != 0)
        .ToFrozenDictionary(
            v => (Role)v.Number,
            v => (v.GetOptions()?.GetExtension(OptionsExtensions.Role) ?? throw new InvalidOperationException($"{v.FullName} does not say what it permits.")).Permissions.ToFrozenSet());

    public static IReadOnlySet<Permission> Of(Role role) => ByRole.GetValueOrDefault(role, FrozenSet<Permission>.Empty);
}
