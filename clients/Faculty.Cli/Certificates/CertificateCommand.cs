using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Certificates;

/// <summary>`faculty certificate create`: a certificate to try TLS with. Needs no server.</summary>
internal static class CertificateCommand
{
    public static Command Create(Words words) => new("certificate", words["certificates for TLS", "TLS 证书"]) { CreateOne(words) };

    private static Command CreateOne(Words words)
    {
        var hosts = new Option<string[]>("--host")
        {
            Description = words["name or address clients use; again for more", "客户端使用的主机名或地址，可重复"],
            Required = true,
        };
        var folder = new Option<string>("--out") { Description = words["folder to write into", "写入的文件夹"], Required = true };
        hosts.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => Uri.CheckHostName(t.Value) is UriHostNameType.Unknown or UriHostNameType.Basic))
            {
                result.AddError(words["--host takes the name or the address of a machine.", "--host 应填主机名或地址。"]);
            }
        });
        var command = new Command("create", words["make a development authority and a server certificate", "生成开发用证书颁发者与服务器证书"]) { hosts, folder };
        return command.Does(words, (run, _) =>
        {
            var path = Path.GetFullPath(run.Parse.GetRequiredValue(folder));
            var (authority, certificate, key) = DevelopmentCertificate.Create(run.Parse.GetRequiredValue(hosts), TimeProvider.System.GetUtcNow());
            Directory.CreateDirectory(path);
            Write("server.key", key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Write("server.crt", certificate, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            Write("ca.crt", authority, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            run.Report(
                words[
                    $"Start the server with --certificate {path}/server.crt --certificate-key {path}/server.key, clients with --ca {path}/ca.crt. For {DevelopmentCertificate.Days} days, to try with.",
                    $"服务器启动参数：--certificate {path}/server.crt --certificate-key {path}/server.key；客户端：--ca {path}/ca.crt。有效 {DevelopmentCertificate.Days} 天，仅供试用。"],
                ("certificate", $"{path}/server.crt"), ("key", $"{path}/server.key"), ("ca", $"{path}/ca.crt"));
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
