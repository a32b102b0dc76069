using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Certificates;

internal sealed partial class CertificateService
{
    public override async Task<GetCertificateKeysResponse> GetCertificateKeys(GetCertificateKeysRequest request, ServerCallContext context)
    {
        var stored = (await keys.FindAsync(context.CancellationToken))?.Value ?? new();
        return new() { Keys = { stored.Keys.Select(k => k.Key) }, Jwks = CertificateKeys.Published(stored).ToJson(), Issuer = stored.Issuer };
    }
}
