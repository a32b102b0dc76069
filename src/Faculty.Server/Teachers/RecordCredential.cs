using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<RecordCredentialResponse> RecordCredential(RecordCredentialRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Credential(request.Credential, "credential", today).Done();
        var credential = Wire.ToRecord(request.Credential) with { CredentialId = Ids.New() };
        return teachers.ChangeAsync<RecordCredentialResponse>(
            request,
            context,
            (found, _, _, _) =>
            {
                new RequestCheck().Credential(request.Credential, "credential", today, found.Value.Identity.Sex).Done();
                return Task.FromResult(found.Value.Record(credential));
            },
            (_, reply) =>
            {
                if (credential.Legacy)
                {
                    reply.Warnings.Add("LEGACY_NUMBER");
                }
            });
    }
}
