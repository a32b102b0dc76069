using System.Diagnostics;
using System.Text;
using Faculty.Client;

namespace Faculty.Cli.Tests.Running;

/// <summary>Somebody at a machine: runs `faculty` as a process, with settings of their own.</summary>
internal sealed class Person(Registry registry, string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Program = typeof(FacultyCommand).Assembly.Location;
    private static readonly string Tests = Path.ChangeExtension(typeof(Person).Assembly.Location, null);
    private readonly string home = registry.InHome(name);

    /// <summary>Where the sign-ins are kept.</summary>
    public string Logins => Path.Combine(home, "faculty", "logins");

    public string Key { get; init; } = "";

    /// <summary>A connection with what this person's programs keep.</summary>
    public FacultyConnection Connect() => new(registry.Address, token: null, new SavedLogins(Logins));

    public Task<Ran> RunAsync(params string[] args) => RunAsync([], null, args);

    /// <summary>Runs a command that must be carried out.</summary>
    public async Task<Ran> DoneAsync(string[] typed, params string[] args)
    {
        var ran = await RunAsync(typed, null, args);
        Assert.True(ran.ExitCode == 0, $"faculty {string.Join(' ', args)} ended with {ran.ExitCode}:\n{ran.Error}\n{ran.Output}");
        return ran;
    }

    /// <summary>Runs a command with these lines on its standard input, and what is answered to lines on its error stream.</summary>
    public async Task<Ran> RunAsync(string[] typed, Func<string, string?>? answer, params string[] args)
    {
        using var process = Start("dotnet", CommandLine(args));
        Array.ForEach(typed, process.StandardInput.WriteLine);
        if (answer is null)
        {
            process.StandardInput.Close();
        }
        var output = process.StandardOutput.ReadToEndAsync();
        var error = new StringBuilder();
        while (await process.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            error.AppendLine(line);
            if (answer?.Invoke(line) is { } text)
            {
                process.StandardInput.WriteLine(text);
            }
        }
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new(process.ExitCode, await output, error.ToString());
    }

    /// <summary>Runs a command at a terminal, types an answer to each question, and returns everything the terminal showed.</summary>
    public async Task<string> AtTerminalAsync(IEnumerable<(string Question, string Typed)> dialogue, params string[] args)
    {
        using var process = Start("script", ["-qec", $"dotnet {string.Join(' ', CommandLine(args).Select(a => $"'{a}'"))}", "/dev/null"]);
        var shown = new StringBuilder();
        var buffer = new char[256];
        var waiting = new Queue<(string Question, string Typed)>(dialogue);
        while (await process.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(Patience) is > 0 and var read)
        {
            shown.Append(buffer, 0, read);
            if (waiting.TryPeek(out var next) && shown.ToString().Contains(next.Question, StringComparison.Ordinal))
            {
                waiting.Dequeue();
                process.StandardInput.Write($"{next.Typed}\r");
                process.StandardInput.Flush();
            }
        }
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(waiting.Count == 0, shown.ToString());
        return shown.ToString();
    }

    // The tests' own list of assemblies: the program's lies beside it with the server's in its place.
    private string[] CommandLine(string[] args) =>
        ["exec", "--depsfile", $"{Tests}.deps.json", "--runtimeconfig", $"{Tests}.runtimeconfig.json", Program, .. args, "--server", registry.Address, "--language", "en"];

    private Process Start(string program, string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CONFIG_HOME"] = home;
        start.Environment["FACULTY_TOKEN"] = Key;
        start.Environment.Remove("FACULTY_SERVER");
        return Process.Start(start)!;
    }
}
