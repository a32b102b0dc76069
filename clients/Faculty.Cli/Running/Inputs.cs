using System.CommandLine;

namespace Faculty.Cli.Running;

/// <summary>Options that several commands share and no request has.</summary>
internal static class Inputs
{
    public static Option<bool> Flag(string name, string help) => new(name) { Description = help };

    public static Option<string?> Text(string name, string help) => new(name) { Description = help };

    public static Option<bool> Overwrite(Words words) => Flag("--overwrite", words["write over what is there", "覆盖已有文件"]);

    public static Argument<string> Argument(string name, string help) => new(name) { Description = help };

    public static Option<int> Limit(Words words)
    {
        var limit = new Option<int>("--limit") { Description = words["most rows; 0 = all", "最多行数，0 为全部"] };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(result.Tokens[0].Value is { Length: < 10 } text && text.All(char.IsAsciiDigit)))
            {
                result.AddError(words["--limit takes a whole number.", "--limit 应填整数。"]);
            }
        });
        return limit;
    }
}
