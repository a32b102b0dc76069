using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Certificates;

internal sealed partial class CertificateService
{
    public override async Task DownloadCertificate(
        DownloadCertificateRequest request, IServerStreamWriter<DownloadCertificateResponse> responseStream, ServerCallContext context)
    {
        Numbered(request.Authority, request.CertificateNumber).Known(request.Format, "format").Done();
        using var until = watching.Until(context.CancellationToken);
        var found = await FindAsync(context, request.Authority, request.CertificateNumber);
        var signer = await keys.SignerAsync(until.Token);
        var statement = Statement(found, signer);
        printer.RequirePrintable(statement, request.Format);
        await RecordAsync(context, [found]);
        using var file = new MemoryStream(printer.File(statement, signer, request.Format));
        var name = CertificatePrinter.FileName(statement.CertificateNumber, request.Format);
        await Imports.Export.ExportService.SendAsync(
            file, (bytes, first) => responseStream.WriteAsync(new() { FileName = first ? name : "", Content = bytes }, context.CancellationToken), until.Token);
    }
}
