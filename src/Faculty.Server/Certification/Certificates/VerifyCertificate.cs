using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Certificates;
using Faculty.Protocol.Certificates;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Recognition = Faculty.Domain.Certification.Recognition;
using RecognitionTrust = Faculty.Domain.Certification.RecognitionTrust;

namespace Faculty.Server.Certification.Certificates;

internal sealed partial class CertificateService
{
    public override async Task<VerifyCertificateResponse> VerifyCertificate(VerifyCertificateRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var signed = request.SignedStatement.Length > 0;
        new RequestCheck().Require(
            !signed || (request.CertificateNumber.Length == 0 && request.Authority.Length == 0), "signed_statement", "must stand alone: it names number and authority itself").Done();
        if (!signed)
        {
            Numbered(request.Authority, request.CertificateNumber).Done();
        }
        await follower.CaughtUpAsync(store.Revision, ct);
        var today = clock.TodayInChina();
        var reply = new VerifyCertificateResponse { State = CertificateState.Unknown, AsOf = today.ToWire() };
        CertificateStatement? shown = null;
        try
        {
            shown = signed ? CertificateFile.Open(request.SignedStatement, await keys.PublishedAsync(ct)) : null;
        }
        catch (NotGenuineException problem)
        {
            reply.Fault = problem.Fault;
            return reply;
        }
        // What is genuine says what it says, whether or not the registry knows of it still.
        reply.Statement = shown;
        var found = await new CertificateRows(store, scope.Everyone).FindAsync(shown?.Authority ?? request.Authority, shown?.CertificateNumber ?? request.CertificateNumber, ct);
        if (found is null || found.Recognition.Trust != RecognitionTrust.Decided)
        {
            return reply;
        }
        var now = Certificate.Words(found.Teacher, found.Recognition, organisations.Tree, today);
        reply.Statement ??= Masked(now);
        (reply.State, reply.SinceDate) = State(found.Recognition, today);
        if (reply.State is CertificateState.Valid or CertificateState.NotYet && shown is not null && !now.AgreesWith(Wire.ToRecord(shown)))
        {
            reply.State = CertificateState.Outdated;
        }
        return reply;
    }

    // Nothing is made out: no day of issue, no issuer, no key.
    private static CertificateStatement Masked(Certificate now)
    {
        var statement = Wire.ToMessage(now with { DisplayName = SurnameMask.Of(now.DisplayName) });
        statement.IssueDate = null;
        return statement;
    }

    private static (CertificateState State, Google.Type.Date? Since) State(Recognition recognition, DateOnly today) => recognition.StateOn(today) switch
    {
        RecognitionState.InForce => (CertificateState.Valid, null),
        RecognitionState.NotYet => (CertificateState.NotYet, null),
        RecognitionState.Lapsed => (CertificateState.Lapsed, null),
        RecognitionState.Revoked => (CertificateState.Revoked, recognition.RevokedFrom?.ToWire()),
        RecognitionState.Superseded => (CertificateState.Superseded, recognition.SupersededFrom?.ToWire()),
        RecognitionState.Suspended => (CertificateState.Suspended, recognition.SuspendedSince(today)?.ToWire()),
        _ => (CertificateState.Unknown, null),
    };
}
