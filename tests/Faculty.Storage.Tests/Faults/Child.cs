using System.Diagnostics;

namespace Faculty.Storage.Tests;

/// <summary>Runs <see cref="Crasher"/> in a process of its own and collects what it acknowledged.</summary>
internal sealed class Child
{
    private readonly Process process;

    public Child(string mode, string directory, string argument = "", params string[] wrapper)
    {
        string[] command = [.. wrapper, Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            typeof(Crasher).Assembly.Location, mode, directory, argument];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var part in command.Skip(1)) start.ArgumentList.Add(part);
        start.Environment["DOTNET_TieredPGO"] = "0";
        process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Reads to the end what the process acknowledges, and kills it at the acknowledgement of that number; 0 = it ends by itself.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> Acknowledged)> EndAsync(int killAt = 0)
    {
        var acknowledged = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged.Add(line);
            if (acknowledged.Count == killAt) process.Kill();
        }
        await process.WaitForExitAsync();
        using (process) return (process.ExitCode, acknowledged);
    }
}
