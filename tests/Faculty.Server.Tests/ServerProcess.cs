using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;

namespace Faculty.Server.Tests;

/// <summary>The real server in a process of its own, to be killed at any moment.</summary>
internal sealed class ServerProcess : IDisposable
{
    // The key of each data directory, made before its first process.
    private static readonly ConcurrentDictionary<string, string> Keys = new(StringComparer.Ordinal);
    private readonly Process process;
    private readonly GrpcChannel connection;

    private ServerProcess(Process process, string address, string key)
    {
        (this.process, connection) = (process, GrpcChannel.ForAddress(address));
        Channel = TestServer.With(connection, key);
    }

    /// <summary>The way to the server as the caller with every role.</summary>
    public CallInvoker Channel { get; }

    public static async Task<ServerProcess> StartAsync(string folder)
    {
        if (!Keys.TryGetValue(folder, out var key))
        {
            Keys[folder] = key = await TestServer.PrepareAsync(Path.Combine(folder, "data"));
        }
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(FacultyServer).Assembly.Location, "--data", Path.Combine(folder, "data"), "--grpc-port", "0", "--web-port", "0", "--rate-factor", "1000"])
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                return new(process, line.Split(' ').Single(w => w.StartsWith("grpc=", StringComparison.Ordinal))["grpc=".Length..], key);
            }
        }
        throw new InvalidOperationException("The server ended before it was ready.");
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        connection.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
        process.Dispose();
    }
}
