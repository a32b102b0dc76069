using System.Diagnostics;
using Grpc.Net.Client;

namespace Faculty.Server.Tests;

/// <summary>The real server in a process of its own, to be killed at any moment.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, string address) => (this.process, Channel) = (process, GrpcChannel.ForAddress(address));

    public GrpcChannel Channel { get; }

    public static async Task<ServerProcess> StartAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(FacultyServer).Assembly.Location, "--data", Path.Combine(folder, "data"), "--grpc-port", "0", "--web-port", "0"])
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                return new(process, line.Split(' ').Single(w => w.StartsWith("grpc=", StringComparison.Ordinal))["grpc=".Length..]);
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
        Channel.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
        process.Dispose();
    }
}
