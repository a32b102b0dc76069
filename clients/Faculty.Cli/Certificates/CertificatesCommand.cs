using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Certificates;

/// <summary>`faculty certificates …` (双师型教师证书).</summary>
internal static class CertificatesCommand
{
    public static Command Create(Words words) => new("certificates", words["certificates of recognitions: print, check", "双师型教师证书：打印、查验"])
    {
        PrintCertificates.Create(words),
        VerifyCertificate.Create(words),
        GetCertificateKeys.Create(words),
        new RequestCommand<RotateCertificateKeyRequest>(
                "rotate-key", words["make a new key that signs from now on", "启用新的签发密钥"], words)
            .Calls<RotateCertificateKeyResponse>(
                c => c.Certificates.RotateCertificateKeyAsync,
                (reply, run) => run.WriteLine(run.Words[
                    $"{reply.Key.KeyId} signs from now on; what older keys signed stays good. Publish the keys again: faculty certificates keys --out FILE",
                    $"今后由 {reply.Key.KeyId} 签发；以前签发的证书仍然有效。请重新公布公钥：faculty certificates keys --out 文件"])),
    };
}
