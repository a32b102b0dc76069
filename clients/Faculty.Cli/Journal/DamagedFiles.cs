using Faculty.Cli.Running;

namespace Faculty.Cli.Journal;

/// <summary>Files shown as evidence that are not what was written: told, and the command does not end as done.</summary>
internal static class DamagedFiles
{
    public static int Tell(IReadOnlyCollection<string> ids, Run run)
    {
        if (ids.Count == 0)
        {
            return ExitCode.Done;
        }
        run.Say(run.Words[
            $"{ids.Count} evidence files are damaged or missing; everything else is sound. Bring them back from an older backup: {string.Join(' ', ids)}",
            $"有 {ids.Count} 个佐证附件损坏或缺失，其余完好。请从较早的备份恢复：{string.Join(' ', ids)}"]);
        return ExitCode.Refused;
    }
}
