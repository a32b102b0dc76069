using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>The tier whose applications a command is about, where the request itself does not name it.</summary>
internal static class Tiers
{
    public static Option<string?> Option(Words words) => Inputs.Text("--tier", words["with --batch: those that this tier has now", "与 --batch 同用：该级待评审的"]);

    /// <exception cref="UsageException">None was typed, or there is none such.</exception>
    public static ReviewTier Of(string? typed, Words words) => typed is not null && Terms.Parse(typeof(ReviewTier), typed) is ReviewTier tier
        ? tier
        : throw new UsageException(words[
            $"--batch needs --tier, one of {string.Join(", ", Terms.Values(typeof(ReviewTier)).Select(Terms.Code))}.",
            $"--batch 须同时填写 --tier：{string.Join("、", Terms.Values(typeof(ReviewTier)).Select(words.Of))}之一。"]);
}
