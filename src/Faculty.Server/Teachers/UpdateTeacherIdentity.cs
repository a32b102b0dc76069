using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<UpdateTeacherIdentityResponse> UpdateTeacherIdentity(
        UpdateTeacherIdentityRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id")
            .Require(request.Identity is not null, "identity", "must be given")
            .Mask(request.UpdateMask, "display_name", "sex", "birth_date", "id_type", "id_number", "ethnic_group", "mobile")
            .Done();
        var typed = Normalised(request.Identity!);
        return teachers.ChangeAsync<UpdateTeacherIdentityResponse>(request, context, async (found, _, rows, _) =>
        {
            var teacher = found.Value;
            var identity = Wire.ToMessage(teacher.Identity);
            request.UpdateMask.CopyTo(typed, identity);
            new RequestCheck().Identity(identity, "identity", today).Done();
            var next = Wire.ToRecord(identity);
            if (next.IdNumber.Length > 0 && (next.IdType, next.IdNumber) != (teacher.Identity.IdType, teacher.Identity.IdNumber))
            {
                await foreignNumbers.RequireLeftAsync(context, rows.Coverage);
            }
            return teacher with { Identity = next };
        }, (_, _) => { });
    }

    /// <summary>The identity with its number as it is kept; what only replies say is not taken.</summary>
    internal static Identity Normalised(Identity typed)
    {
        var identity = typed.Clone();
        identity.Erased = false;
        identity.IdNumber = Domain.Teachers.Checks.IdNumber.Normalise(identity.IdNumber);
        return identity;
    }
}
