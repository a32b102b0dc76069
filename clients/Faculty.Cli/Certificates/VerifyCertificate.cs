using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Protocol.Certificates;
using Faculty.V1;

namespace Faculty.Cli.Certificates;

/// <summary>
/// `faculty certificates verify`: a number, a file or the text of a QR code. With --keys nobody is asked: then it says what it cannot know.
/// Ends with 0 when the certificate is genuine and, where a server was asked, holds today; else with 1.
/// </summary>
internal static class VerifyCertificate
{
    public static Command Create(Words words)
    {
        var number = new Argument<string?>("NUMBER") { Description = words["certificate number", "证书编号"], Arity = ArgumentArity.ZeroOrOne };
        var authority = Inputs.Text("--authority", words["its authority, when several have the number", "认定机构，编号重复时填写"]);
        var file = Inputs.Text("--file", words["certificate as a file: .pdf, .jwt or .json", "证书文件：.pdf、.jwt 或 .json"]);
        var text = Inputs.Text("--qr", words["text of the QR code", "二维码内容"]);
        var keys = Inputs.Text("--keys", words["file of public keys: check without a server", "公钥文件：离线查验"]);
        var command = new Command("verify", words["check a certificate: by number online, as a file or QR text also without a server", "查验证书：按编号联网查验；文件和二维码也可离线查验"])
        {
            number, authority, file, text, keys,
        };
        command.Validators.Add(result =>
        {
            var given = new[] { result.GetValue(number), result.GetValue(file), result.GetValue(text) }.Count(g => g is not null);
            if (given != 1)
            {
                result.AddError(words["Give one of NUMBER, --file and --qr.", "请填写证书编号、--file、--qr 其中之一。"]);
            }
            else if (result.GetValue(number) is null ? result.GetValue(authority) is not null : result.GetValue(keys) is not null)
            {
                result.AddError(words["--authority goes with a NUMBER, --keys with --file or --qr.", "--authority 与编号同用，--keys 与 --file 或 --qr 同用。"]);
            }
        });
        return command.Does(words, async (run, ct) =>
        {
            var request = new VerifyCertificateRequest { CertificateNumber = run.Parse.GetValue(number) ?? "", Authority = run.Parse.GetValue(authority) ?? "" };
            if (request.CertificateNumber.Length > 0)
            {
                return CertificateView.Show(await run.Connection.Certificates.VerifyCertificateAsync(request, cancellationToken: ct), online: true, run);
            }
            var path = run.Parse.GetValue(file);
            var content = path is null ? [] : await File.ReadAllBytesAsync(path, ct);
            var offline = run.Parse.GetValue(keys) is { } given;
            var published = offline
                ? await GetCertificateKeys.ReadAsync(run.Parse.GetValue(keys)!, words, ct)
                : PublishedKeys.Parse((await run.Connection.Certificates.GetCertificateKeysAsync(new(), cancellationToken: ct)).Jwks);
            VerifyCertificateResponse found;
            try
            {
                // The whole file is looked at here; the server is shown the signed text alone.
                var signed = (run.Parse.GetValue(text) ?? "").Trim();
                found = new();
                (found.Statement, request.SignedStatement) = path is null ? (CertificateFile.Open(signed, published), signed) : CertificateFile.Open(content, published);
            }
            catch (NotGenuineException problem)
            {
                return CertificateView.Show(new() { State = offline ? default : CertificateState.Unknown, Fault = problem.Fault }, !offline, run);
            }
            return CertificateView.Show(offline ? found : await run.Connection.Certificates.VerifyCertificateAsync(request, cancellationToken: ct), !offline, run);
        });
    }
}
