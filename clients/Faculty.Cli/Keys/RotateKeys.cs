using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Keys;

/// <summary>`faculty keys rotate`: a new key-encryption key for everybody, while the server serves.</summary>
internal static class RotateKeys
{
    public static Command Create(Words words) =>
        new Command("rotate", words["wrap every person's key with a new sealing key, or carry on with it", "轮换加密密钥，或继续未完成的轮换"]).Does(words, async (run, ct) =>
        {
            var last = await run.WatchedAsync(async progressed =>
            {
                using var call = run.Connection.SealingKeys.RotateKeys(new(), cancellationToken: ct);
                var last = new RotateKeysResponse();
                while (await call.ResponseStream.MoveNext(ct))
                {
                    last = call.ResponseStream.Current;
                    progressed(words["wrapping", "重新加密"], last.DoneCount, last.TotalCount);
                }
                return last;
            });
            if (run.Json)
            {
                run.WriteJson(last);
            }
            else
            {
                run.WriteLine(words[
                    $"Version {last.Version} wraps all {last.TotalCount} keys; {last.RetiredVersions.Count} older forgotten. Copy the keys now: faculty keys backup DIR",
                    $"全部 {last.TotalCount} 个密钥已由第 {last.Version} 版加密，停用旧版 {last.RetiredVersions.Count} 个。请立即备份密钥：faculty keys backup 目录"]);
            }
            return ExitCode.Done;
        });
}
