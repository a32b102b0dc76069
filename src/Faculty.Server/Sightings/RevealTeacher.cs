using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Sightings;

internal sealed partial class SightingService
{
    private const int ShortestReason = 4;
    private const int LongestReason = 200;

    public override async Task<RevealTeacherResponse> RevealTeacher(RevealTeacherRequest request, ServerCallContext context)
    {
        var reason = request.Reason.Trim();
        new RequestCheck().Id(request.TeacherId, "teacher_id")
            .Require(reason.EnumerateRunes().Count() is >= ShortestReason and <= LongestReason, "reason", "must be 4 to 200 characters")
            .OptionalText(reason, "reason", int.MaxValue).Done();
        var rows = await scope.TeachersAsync(context);
        var teacher = Documents.Teachers.Typed(await rows.StandingAsync(request.TeacherId, at: null, context.CancellationToken)).Value;
        rows.Coverage.RequireHeld(teacher);
        var shown = new RevealTeacherResponse
        {
            TeacherId = teacher.TeacherId,
            BirthDate = teacher.Identity.BirthDate == default ? null : teacher.Identity.BirthDate.ToWire(),
            IdType = (IdType)teacher.Identity.IdType,
            IdNumber = teacher.Identity.IdNumber,
            Mobile = teacher.Identity.Mobile,
        };
        string[] fields = [.. shown.BirthDate is null ? (string[])[] : ["birth_date"], .. shown.IdNumber.Length > 0 ? (string[])["id_number"] : [], .. shown.Mobile.Length > 0 ? (string[])["mobile"] : []];
        shown.SightingId = await disclosures.RevealAsync(
            context, teacher.TeacherId, teacher.Engagements.Select(e => e.SchoolCode).Distinct(StringComparer.Ordinal), reason, fields);
        return shown;
    }
}
