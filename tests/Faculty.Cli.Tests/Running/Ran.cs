using System.Text.Json;

namespace Faculty.Cli.Tests.Running;

/// <summary>What a run of the command line left behind.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The one object on the output.</summary>
    public JsonElement Json => JsonDocument.Parse(Assert.Single(Lines)).RootElement;

    public static Task<Ran> OfAsync(params string[] args) => OfAsync(TextReader.Null, args);

    public static async Task<Ran> OfAsync(TextReader input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await FacultyCommand.RunAsync(args, output, error, CancellationToken.None, input);
        return new(code, output.ToString(), error.ToString());
    }
}
