using Faculty.V1;
using Google.Protobuf.Reflection;

namespace Faculty.Server.Access;

/// <summary>What one rpc asks of its caller, read from the proto.</summary>
internal sealed record AccessRule(string Method, Permission Permission, ScopeKind Scope, RateClass Rate, AuditClass Audit, int MaxRequestBytes)
{
    /// <summary>The type of the audit event that a call carried out is; unspecified when it is none.</summary>
    public AuditEventType Event { get; init; }

    /// <summary>The call changes something or is kept: nothing in it may be unknown or unseen.</summary>
    public bool LeavesTrace => Audit is not AuditClass.None;
}

/// <summary>The access rules of all rpcs. An rpc of ours without one stops the server from starting.</summary>
internal sealed class AccessRules
{
    private const int DefaultMaxRequestBytes = 65_536;
    private readonly Dictionary<string, AccessRule> rules = new(StringComparer.Ordinal);

    public AccessRules(IEnumerable<FileDescriptor> files)
    {
        foreach (var method in files.SelectMany(f => f.Services).SelectMany(s => s.Methods))
        {
            var access = method.GetOptions()?.GetExtension(OptionsExtensions.Access)
                ?? throw new InvalidOperationException($"{method.FullName} has no access option.");
            if (access.Permission == Permission.Unspecified || access.Scope == ScopeKind.Unspecified || access.Rate == RateClass.Unspecified || access.Audit == AuditClass.Unspecified)
            {
                throw new InvalidOperationException($"{method.FullName} must name permission, scope, rate and audit class.");
            }
            var name = $"/{method.Service.FullName}/{method.Name}";
            rules.Add(name, new(name, access.Permission, access.Scope, access.Rate, access.Audit, access.MaxRequestBytes == 0 ? DefaultMaxRequestBytes : access.MaxRequestBytes)
            {
                Event = access.Event,
            });
        }
    }

    public IEnumerable<AccessRule> All => rules.Values;

    /// <summary>The rule of one of our rpcs, or null.</summary>
    public AccessRule? Find(string fullMethodName) => rules.GetValueOrDefault(fullMethodName);

    /// <summary>The rule of an rpc; health and reflection, which are not ours, need no permission.</summary>
    public AccessRule For(string fullMethodName) => rules.TryGetValue(fullMethodName, out var rule)
        ? rule
        : fullMethodName.StartsWith("/grpc.", StringComparison.Ordinal)
            ? new(fullMethodName, Permission.Public, ScopeKind.None, RateClass.Read, AuditClass.None, DefaultMaxRequestBytes)
            : throw new InvalidOperationException($"{fullMethodName} has no access rule.");
}
