using System.Collections.Concurrent;
using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Access;

/// <summary>
/// Who sees which row (数据范围). Every use case that touches rows of organisations or persons takes its <see cref="Coverage"/> or its
/// <see cref="TeacherRows"/> from here, for the permission that the called rpc asks for; a row that is not covered does not exist for the caller.
/// </summary>
internal sealed class RowScope(
    IRegistryStore store, AccessRules rules, OrganisationDirectory directory, JournalFollower follower, VisibleTeachers visible, TimeProvider clock)
{
    private volatile Resolved resolved = new(OrganisationTree.Empty, default);

    /// <summary>What the caller's grants cover for the rpc, as of everything acknowledged.</summary>
    public ValueTask<Coverage> OfAsync(ServerCallContext call) => OfAsync(call, rules.For(call.Method).Permission);

    public async ValueTask<Coverage> OfAsync(ServerCallContext call, Permission permission)
    {
        var scope = Caller.Of(call).ScopeOf(permission);
        if (!scope.Whole)
        {
            await follower.CaughtUpAsync(store.Revision, call.CancellationToken);
        }
        return Resolve(permission, scope);
    }

    /// <summary>The teachers that exist for the caller.</summary>
    public async ValueTask<TeacherRows> TeachersAsync(ServerCallContext call) => new(store, await OfAsync(call), visible);

    /// <summary>The names that the caller may read, whatever the rpc is.</summary>
    public async ValueTask<TeacherNames> NamesAsync(ServerCallContext call) => new(new(store, await OfAsync(call, Permission.ReadTeachers), visible));

    /// <summary>All teachers: for what the server does by itself.</summary>
    public TeacherRows Everyone => new(store, Coverage.Everything, visible);

    private Coverage Resolve(Permission permission, Scope scope)
    {
        var (tree, today) = (directory.Tree, clock.TodayInChina());
        var now = resolved;
        if (!ReferenceEquals(now.Tree, tree) || now.Today != today)
        {
            resolved = now = new(tree, today);
            visible.Forget();
        }
        var key = (permission, scope.Key);
        return now.Coverages.TryGetValue(key, out var coverage) ? coverage : now.Coverages.GetOrAdd(key, Coverage.Of(permission, scope, tree, today));
    }

    /// <summary>Coverages by the tree and the day they were resolved on: as many as there are different scopes.</summary>
    private sealed record Resolved(OrganisationTree Tree, DateOnly Today)
    {
        public ConcurrentDictionary<(Permission, string), Coverage> Coverages { get; } = [];
    }
}
