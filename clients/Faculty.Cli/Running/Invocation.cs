using System.CommandLine;

namespace Faculty.Cli.Running;

/// <summary>Where a run reads and writes.</summary>
internal sealed class Invocation : InvocationConfiguration
{
    public TextReader Input { get; init; } = Console.In;

    public static TextReader InputOf(ParseResult parse) => ((Invocation)parse.InvocationConfiguration).Input;
}
