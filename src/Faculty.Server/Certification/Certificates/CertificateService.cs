using Faculty.Domain.Certification.Certificates;
using Faculty.Protocol.Certificates;
using Faculty.Server.Access;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Certification.Certificates;

/// <summary>Makes certificates of what was decided here, and checks certificates.</summary>
internal sealed partial class CertificateService(
    IRegistryStore store, RowScope scope, Write write, AccessRules rules, ServerMeter meter, JournalFollower follower, OrganisationDirectory organisations,
    CertificateKeys keys, CertificatePrinter printer, Watching watching, TimeProvider clock)
    : V1.CertificateService.CertificateServiceBase
{
    /// <summary>The certificate of a recognition, with who signs it. Throws what <see cref="Certificate.Of"/> does.</summary>
    private CertificateStatement Statement(Certified found, CertificateSigner signer) => Wire.ToMessage(
        Certificate.Of(found.Teacher, found.Recognition, organisations.Tree, clock.TodayInChina()) with { Issuer = signer.Issuer, KeyId = signer.KeyId });

    private static string Sign(CertificateStatement statement, CertificateSigner signer) => signer.Sign(SignedKind.Statement, StatementJson.Of(statement));

    private async ValueTask<CertificateRows> RowsAsync(ServerCallContext context) => new(store, await scope.TeachersAsync(context));

    private async ValueTask<Certified> FindAsync(ServerCallContext context, string authority, string number)
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return await (await RowsAsync(context)).FindAsync(authority, number, context.CancellationToken) ?? throw Refusal.NotFound("certificate", number);
    }

    /// <summary>The entry of what goes out: durable before its first byte. Without it nothing goes.</summary>
    private async Task RecordAsync(ServerCallContext context, IEnumerable<Certified> printed)
    {
        foreach (var teacherId in printed.Select(p => p.Teacher.TeacherId).Distinct(StringComparer.Ordinal))
        {
            AuditedCall.About(context, Documents.Teachers.Name, teacherId);
        }
        var batch = new WriteBatch(Caller.Of(context).PrincipalId, context.Method.TrimStart('/'))
        {
            Details = AuditLog.Details(rules.For(context.Method), context).ToByteArray(),
        };
        await meter.CommitAsync(() => store.CommitAsync(batch));
        AuditedCall.MarkDisclosed(context);
    }

    private static RequestCheck Numbered(string authority, string number) => new RequestCheck().Certificate(authority.Length == 0 ? "-" : authority, number);
}
