using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Rechecks;

/// <summary>`faculty rechecks …` (复核).</summary>
internal static class RechecksCommand
{
    public static Command Create(Words words) => new("rechecks", words["recheck cases: what a recognition stood on is no longer as it was", "复核：认定依据有变或复核到期"])
    {
        ListRechecks.Create(words),
        CountRechecks.Create(words),
        CloseRecheck.Create(words),
    };
}
