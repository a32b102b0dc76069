using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>A fact as it is typed: KIND=ID.</summary>
internal static class FactText
{
    public static FactUsed Parse(string option, string text, Words words) => text.Split('=', 2) is [var kind, { Length: > 0 } id] && Terms.Parse(typeof(FactKind), kind) is FactKind known
        ? new() { Kind = known, FactId = id }
        : throw new UsageException(words[
            $"{option} takes KIND=ID; KIND is one of {string.Join(", ", Terms.Values(typeof(FactKind)).Select(Terms.Code))}.",
            $"{option} 应写作“类别=记录编号”，类别为{string.Join("、", Terms.Values(typeof(FactKind)).Select(words.Of))}之一。"]);
}
