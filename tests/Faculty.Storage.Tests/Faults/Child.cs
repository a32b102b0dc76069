using System.Collections.Concurrent;
using System.Diagnostics;

namespace Faculty.Storage.Tests;

/// <summary>Runs <see cref="Crasher"/> in a process of its own and collects what it acknowledged.</summary>
internal sealed class Child
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> acknowledged = new();
    private readonly Task reading;
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Child(string mode, string directory, string argument = "", params string[] wrapper)
    {
        string[] command = [.. wrapper, Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            typeof(Crasher).Assembly.Location, mode, directory, argument];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var part in command.Skip(1)) start.ArgumentList.Add(part);
        start.Environment["DOTNET_TieredPGO"] = "0";
        process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                acknowledged.Enqueue(line);
                first.TrySetResult();
            }
            first.TrySetResult();
        });
    }

    /// <summary>Completes at the first acknowledgement.</summary>
    public Task Started => first.Task;

    public int Acknowledged => acknowledged.Count;

    public void Kill() => process.Kill();

    public async Task<(int ExitCode, IReadOnlyList<string> Acknowledged)> EndAsync()
    {
        await process.WaitForExitAsync();
        await reading;
        var result = (process.ExitCode, acknowledged.ToArray());
        process.Dispose();
        return result;
    }
}
