using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Tls;

/// <summary>`faculty certificate create`: certificates to try TLS with. Needs no server.</summary>
internal static class CertificateCommand
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static Command Create(Words words) => new("certificate", words["certificates for TLS", "TLS 证书"]) { CreateOne(words) };

    private static Command CreateOne(Words words)
    {
        var hosts = new Option<string[]>("--host")
        {
            Description = words["name or address clients use; again for more", "客户端使用的主机名或地址，可重复"],
        };
        var client = Inputs.Text("--client", words["name of a program that shows a certificate instead of a key: a host name or a URI", "以证书代替密钥的程序名称：主机名或 URI"]);
        var folder = new Option<string>("--out") { Description = words["folder to write into", "写入的文件夹"], Required = true };
        hosts.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => Uri.CheckHostName(t.Value) is UriHostNameType.Unknown or UriHostNameType.Basic))
            {
                result.AddError(words["--host takes the name or the address of a machine.", "--host 应填主机名或地址。"]);
            }
        });
        client.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => !Uri.IsWellFormedUriString(t.Value, UriKind.Absolute) && Uri.CheckHostName(t.Value) != UriHostNameType.Dns))
            {
                result.AddError(words["--client takes a host name or a URI.", "--client 应填主机名或 URI。"]);
            }
        });
        var command = new Command("create", words["make a development authority and certificates of a server, a client or both", "生成开发用证书颁发者及服务器证书、客户端证书"]) { hosts, client, folder };
        command.Validators.Add(result =>
        {
            if (result.GetResult(hosts) is null && result.GetResult(client) is null)
            {
                result.AddError(words["Name a --host, a --client or both.", "请填写 --host 或 --client。"]);
            }
        });
        return command.Does(words, (run, _) =>
        {
            var path = Path.GetFullPath(run.Parse.GetRequiredValue(folder));
            using var authority = new DevelopmentCertificate(TimeProvider.System.GetUtcNow());
            Directory.CreateDirectory(path);
            if (run.Parse.GetValue(hosts) is { Length: > 0 } named)
            {
                var (certificate, key) = authority.ForServer(named);
                Write("server.key", key, Private);
                Write("server.crt", certificate, Public);
                run.Report(
                    words[
                        $"Start the server with --certificate {path}/server.crt --certificate-key {path}/server.key, clients with --ca {path}/ca.crt. For {DevelopmentCertificate.Days} days, to try with.",
                        $"服务器启动参数：--certificate {path}/server.crt --certificate-key {path}/server.key；客户端：--ca {path}/ca.crt。有效 {DevelopmentCertificate.Days} 天，仅供试用。"],
                    ("certificate", $"{path}/server.crt"), ("key", $"{path}/server.key"), ("ca", $"{path}/ca.crt"));
            }
            if (run.Parse.GetValue(client) is { } name)
            {
                var (certificate, key) = authority.ForClient(name);
                Write("client.pem", $"{certificate}\n{key}", Private);
                var listed = Uri.IsWellFormedUriString(name, UriKind.Absolute) ? $"uri:{new Uri(name).AbsoluteUri}" : $"dns:{name.ToLowerInvariant()}";
                run.Report(
                    words[
                        $"Start the server with --client-ca {path}/ca.crt and a file --client-names with a line such as 'AUDITOR {listed}', the program with --client-certificate {path}/client.pem.",
                        $"服务器启动参数：--client-ca {path}/ca.crt，并在 --client-names 文件中写一行，例如“AUDITOR {listed}”；程序：--client-certificate {path}/client.pem。"],
                    ("client", $"{path}/client.pem"), ("ca", $"{path}/ca.crt"), ("name", listed));
            }
            Write("ca.crt", authority.Authority, Public);
            return Task.FromResult(ExitCode.Done);

            // A key that is there may be in use: it is never written over.
            void Write(string name, string text, UnixFileMode mode)
            {
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = mode;
                }
                using var file = new StreamWriter(Path.Combine(path, name), options);
                file.WriteLine(text);
            }
        });
    }
}
