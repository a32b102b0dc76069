using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Keys;

/// <summary>`faculty keys backup`: a copy of the keys on the server's machine, apart from data and backups.</summary>
internal static class BackUpKeys
{
    public static Command Create(Words words)
    {
        var path = Inputs.Argument("DIR", words["new directory on the server's machine, on another disk than data and backups", "服务器上的新目录，不与数据及其备份同盘"]);
        return new Command("backup", words["copy the sealing keys while the server serves", "在线备份加密密钥"]) { path }.Does(words, async (run, ct) =>
        {
            var made = await run.Connection.SealingKeys.BackUpKeysAsync(new() { Directory = Path.GetFullPath(run.Parse.GetRequiredValue(path)) }, cancellationToken: ct);
            run.Report(
                words[
                    $"{made.KeyCount} keys copied, {made.Bytes} bytes. Destroy the copy by {Dates.Of(made.DestroyByTime)}.",
                    $"已备份 {made.KeyCount} 个密钥，{made.Bytes} 字节。请于 {Dates.Of(made.DestroyByTime)} 前销毁该备份。"],
                ("keys", made.KeyCount), ("bytes", made.Bytes));
            return ExitCode.Done;
        });
    }
}
