using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Certificates;

internal sealed partial class CertificateService
{
    public override async Task<GetCertificateResponse> GetCertificate(GetCertificateRequest request, ServerCallContext context)
    {
        Numbered(request.Authority, request.CertificateNumber).Done();
        var found = await FindAsync(context, request.Authority, request.CertificateNumber);
        var signer = await keys.SignerAsync(context.CancellationToken);
        var statement = Statement(found, signer);
        await RecordAsync(context, [found]);
        return new() { Statement = statement, SignedStatement = Sign(statement, signer) };
    }
}
