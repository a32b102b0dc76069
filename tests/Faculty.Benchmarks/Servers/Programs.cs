using System.Diagnostics;

namespace Faculty.Benchmarks.Servers;

/// <summary>The programs that take part, as they were built beside this one, and how each is started.</summary>
internal static class Programs
{
    // Rebuilding views of a large store may take its time; whoever waits longer than this waits for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private static readonly string Root = FindRoot();

    public const string KeysFolder = "keys";

    /// <summary>Starts the server on a folder that holds its data directory and, beside it, the keys.</summary>
    public static async Task<ServerProcess> OursAsync(string folder, params string[] more)
    {
        var key = await Signing.KeyAsync(folder);
        string[] arguments = ["--data", DataOf(folder), "--keys", KeysOf(folder), "--grpc-port", "0", "--web-port", "0", "--rate-factor", "1000000", .. more];
        return await ServerProcess.StartAsync("ours", Built("src", "Faculty.Server"), arguments, Patience, key);
    }

    public static string DataOf(string folder) => Path.Combine(folder, "data");

    public static string KeysOf(string folder) => Path.Combine(folder, KeysFolder);

    public static Task<ServerProcess> EchoAsync() => ServerProcess.StartAsync("echo", Environment.GetCommandLineArgs()[0], ["serve-echo"], Patience);

    /// <summary>Starts the server's read alone on a folder as <see cref="OursAsync"/> takes it.</summary>
    public static Task<ServerProcess> BareAsync(string folder) =>
        ServerProcess.StartAsync("bare", Environment.GetCommandLineArgs()[0], ["serve-bare", folder], Patience);

    public static Task<ServerProcess> PeerAsync(string database) =>
        ServerProcess.StartAsync("peer", Environment.GetCommandLineArgs()[0], ["serve-peer", database], Patience);

    /// <summary>Writes a roster of CSV files with `faculty generate`, and with --xlsx a workbook beside them.</summary>
    public static async Task GenerateAsync(string folder, int teachers, params string[] more)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Built("clients", "Faculty.Cli"), "generate", folder, "--teachers", $"{teachers}", "--seed", "1", .. more]))!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"faculty generate ended with {process.ExitCode}.");
        }
    }

    /// <summary>A file in the folder of tests.</summary>
    public static string InTests(string path) => Path.Combine(Root, "tests", path);

    /// <summary>Runs `faculty plan` to the end of its own budget: processor time, most memory, and what it says.</summary>
    public static async Task<(TimeSpan Cpu, long Peak, string Said)> PlanAsync(string instance, string plan)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Built("clients", "Faculty.Cli"), "plan", instance, "-o", plan, "--json"]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        // What a process used is gone with it: the last look counts.
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            try
            {
                (cpu, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException)
            {
                // It ended between the two looks.
            }
        }
        return process.ExitCode == 0 ? (cpu, peak, await said) : throw new InvalidOperationException($"faculty plan ended with {process.ExitCode}.");
    }

    /// <summary>What the script outside the product says of a plan.</summary>
    public static async Task<string> JudgeAsync(string instance, string plan)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [InTests("independent/check_plan.py"), instance, plan]) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync();
    }

    private static string Built(string room, string project)
    {
        var folder = Path.Combine(Root, room, project, "bin", Configuration, "net10.0");
        // The program is the assembly that has a runtime configuration beside it.
        var settings = Directory.GetFiles(folder, "*.runtimeconfig.json");
        return settings.Length == 1
            ? settings[0].Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal)
            : throw new InvalidOperationException($"{project} is not built as {Configuration}.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Faculty.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("Faculty.sln is not above this program.");
    }
}
