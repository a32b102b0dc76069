using Faculty.Client;

namespace Faculty.Cli.Running;

/// <summary>The language of this run: texts stand in both, side by side, where they are used.</summary>
internal sealed record Words(Language Language)
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public string this[string english, string chinese] => Language == Language.Chinese ? chinese : english;

    public string Of(Enum value) => Terms.Of(value, Language);

    /// <summary>The language asked for, else the environment's; the last --language counts, as the parser has it.</summary>
    public static Words For(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var asked = args.Select((arg, i) => arg switch
        {
            "--language" => args.ElementAtOrDefault(i + 1),
            _ when arg.StartsWith("--language=", StringComparison.Ordinal) => arg["--language=".Length..],
            _ => null,
        }).LastOrDefault(a => a is not null);
        var locale = LocaleVariables.Select(environment).FirstOrDefault(l => !string.IsNullOrEmpty(l));
        return new((asked ?? locale ?? "").StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English);
    }
}
