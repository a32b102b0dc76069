using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Certificates;

internal sealed partial class CertificateService
{
    public override Task<RotateCertificateKeyResponse> RotateCertificateKey(RotateCertificateKeyRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Require(request.Reason.EnumerateRunes().Count() is >= 4 and <= 200, "reason", "must be 4 to 200 characters").Done();
        return write.RunAsync<RotateCertificateKeyResponse>(
            request,
            context,
            async (batch, ct) =>
            {
                var found = await keys.FindAsync(ct);
                if (found is not null)
                {
                    Write.RequireEtag(request.Etag, Documents.CertificateKeys, found);
                }
                var next = keys.WithNew(found?.Value);
                _ = found is null ? batch.Insert(Documents.CertificateKeys, CertificateKeys.Id, next) : batch.Replace(Documents.CertificateKeys, found, next);
                // A key that was only checked for is none.
                return commit => new() { Key = commit is null ? null : next.Keys[^1].Key };
            },
            async (commit, ct) => new() { Key = (await write.AsCommittedAsync(Documents.CertificateKeys, commit, ct)).Value.Keys[^1].Key });
    }
}
