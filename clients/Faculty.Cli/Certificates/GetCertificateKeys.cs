using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Protocol.Certificates;

namespace Faculty.Cli.Certificates;

/// <summary>`faculty certificates keys`: the public keys, as a file for whoever checks certificates without a server.</summary>
internal static class GetCertificateKeys
{
    public static Command Create(Words words)
    {
        var path = Inputs.Text("--out", words["file to write (JWKS)", "写入的文件（JWKS）"]);
        var overwrite = Inputs.Overwrite(words);
        return new Command("keys", words["the public keys that certificates are checked with", "查验证书用的公钥"]) { path, overwrite }.Does(words, async (run, ct) =>
        {
            var reply = await run.Connection.Certificates.GetCertificateKeysAsync(new(), cancellationToken: ct);
            if (run.Parse.GetValue(path) is { } file)
            {
                ServerFile.MustBeNew(file, run.Parse.GetValue(overwrite), words);
                await File.WriteAllTextAsync(file, reply.Jwks, ct);
                run.Report(words[$"{reply.Keys.Count} keys of {reply.Issuer} in {file}.", $"{reply.Issuer} 的 {reply.Keys.Count} 个公钥已写入 {file}。"], ("keys", reply.Keys.Count), ("issuer", reply.Issuer));
            }
            else if (run.Json)
            {
                run.WriteJson(reply);
            }
            else
            {
                var table = Tables.New(words["key", "密钥"], words["since", "启用时间"]);
                reply.Keys.ToList().ForEach(key => table.Row(key.KeyId, Dates.Of(key.MakeTime)));
                run.Write(table);
                run.Say(reply.Keys.Count == 0 ? words["None yet: the first is made with the first certificate.", "尚无：制发第一份证书时生成。"] : reply.Issuer);
            }
            return ExitCode.Done;
        });
    }

    /// <summary>Keys out of a file. Throws <see cref="UsageException"/> when it holds none.</summary>
    public static async Task<PublishedKeys> ReadAsync(string path, Words words, CancellationToken ct)
    {
        try
        {
            return PublishedKeys.Parse(await File.ReadAllTextAsync(path, ct));
        }
        catch (FormatException)
        {
            throw new UsageException(words[
                $"{path} is no file of public keys; faculty certificates keys --out FILE makes one.", $"{path} 不是公钥文件；可用 faculty certificates keys --out 文件 取得。"]);
        }
    }
}
