using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Rules;

/// <summary>Versions as they are typed: CODE/VERSION, or CODE alone where the newest is meant.</summary>
internal static class RuleVersions
{
    public static Argument<string> Argument(Words words) => Inputs.Argument("CODE/VERSION", words["code and version, such as CN-14/1", "代码和版本，如 CN-14/1"]);

    /// <exception cref="UsageException">It is none.</exception>
    public static (string Code, int Version) Parse(string text, Words words, bool newestWillDo = false) => text.Split('/') switch
    {
        [var code] when newestWillDo && code.Length > 0 => (code.ToUpperInvariant(), 0),
        [var code, { Length: > 0 and < 10 } number] when code.Length > 0 && number.All(char.IsAsciiDigit) => (code.ToUpperInvariant(), int.Parse(number)),
        _ => throw new UsageException(words["A version is typed as CODE/VERSION, such as CN-14/1.", "版本应写作“代码/版本”，如 CN-14/1。"]),
    };
}
