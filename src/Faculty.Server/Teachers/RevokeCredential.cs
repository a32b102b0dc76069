using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<RevokeCredentialResponse> RevokeCredential(RevokeCredentialRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.CredentialId, "credential_id")
            .Day(request.EffectiveDate, "effective_date")
            .Require(!request.EffectiveDate.IsRealDay() || request.EffectiveDate.Year >= 1900, "effective_date", "must not lie before 1900")
            .Text(request.DocumentNumber, "document_number", longest: 64)
            .OptionalText(request.RevocationReason, "revocation_reason", longest: 200).Done();
        return teachers.ChangeAsync<RevokeCredentialResponse>(
            request, context,
            teacher => teacher.RevokeCredential(request.CredentialId, request.EffectiveDate.ToDay(), request.DocumentNumber, request.RevocationReason));
    }
}
