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
                    $"{made.KeyCount} keys copied and read back, {made.Bytes} bytes. Destroy the copy by {Dates.Of(made.DestroyByTime)}.",
                    $"已备份并核对 {made.KeyCount} 个密钥，{made.Bytes} 字节。请于 {Dates.Of(made.DestroyByTime)} 前销毁该备份。"],
                ("keys", made.KeyCount), ("damaged", made.DamagedCount), ("bytes", made.Bytes));
            if (made.DamagedCount > 0)
            {
                run.Say(words[
                    $"{made.DamagedCount} of them are damaged on the server too; an older copy may have them: keep it, and run faculty keys doctor.",
                    $"其中 {made.DamagedCount} 个在服务器上已损坏；旧备份中可能完好，请保留旧备份，并运行 faculty keys doctor。"]);
            }
            return made.DamagedCount == 0 ? ExitCode.Done : ExitCode.Refused;
        });
    }
}
