using System.Diagnostics;
using Faculty.Benchmarks.Servers;
using Grpc.Core;

namespace Faculty.Benchmarks.Races;

/// <summary>The server as a process that is killed and comes back on the same data; callers wait for it. Three keys, since nobody pays what he confirmed.</summary>
internal sealed class RaceServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly string[] keys;
    private Task<ServerProcess> process;
    private CallInvoker[] ways = [];

    private RaceServer(string folder, string[] keys) => (this.folder, this.keys, process) = (folder, keys, Programs.OursAsync(folder));

    public int Kills { get; private set; }

    public List<double> StartSeconds { get; } = [];

    public CallInvoker Clerk => ways[0];

    public CallInvoker Department => ways[1];

    public CallInvoker Finance => ways[2];

    public static async Task<RaceServer> StartAsync(string folder)
    {
        var server = new RaceServer(folder, await Signing.KeysAsync(folder, "department", "finance"));
        server.Connect(await server.process);
        return server;
    }

    /// <summary>Ends the process as a power cut would, and brings it back.</summary>
    public async Task KillAsync()
    {
        var killed = await process;
        var back = new TaskCompletionSource<ServerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = back.Task;
        Kills++;
        await killed.KillAsync();
        var started = Stopwatch.GetTimestamp();
        var next = await Programs.OursAsync(folder);
        StartSeconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        Connect(next);
        back.SetResult(next);
    }

    /// <summary>The server is there, again if it was killed.</summary>
    public Task BackAsync() => process;

    public async ValueTask DisposeAsync() => await (await process).DisposeAsync();

    private void Connect(ServerProcess server) => ways = [.. keys.Select(server.Channel)];
}
