using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    // Of so many with one name and birth date, one of the caller's own is told of.
    private const int MostAlike = 20;

    public override Task<CreateTeacherResponse> CreateTeacher(CreateTeacherRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        var identity = request.Identity is null ? null : Normalised(request.Identity);
        var check = new RequestCheck().Write(request).OptionalText(request.Reason, "reason", longest: 200).Identity(identity, "identity", today);
        if (request.Engagement is not null || request.Post is not null)
        {
            check.Engagement(request.Engagement, "engagement", today).Post(PrimaryPost(request.Engagement, request.Post), "post", today);
        }
        check.Done();

        var teacher = new Teacher { TeacherId = Ids.New(), Identity = Wire.ToRecord(identity!) };
        var engaged = request.Engagement is null
            ? teacher
            : teacher.StartEngagement(
                Wire.ToRecord(request.Engagement) with { EngagementId = Ids.New() },
                Wire.ToRecord(PrimaryPost(request.Engagement, request.Post)!) with { PostId = Ids.New() });
        return write.RunAsync(
            request,
            context,
            async (batch, ct) =>
            {
                var rows = await scope.TeachersAsync(context);
                new RequestCheck().Require(rows.Coverage.Whole || request.Engagement is not null, "engagement", "must be given: a person without one belongs to no school of yours").Done();
                rows.Coverage.RequireOwn(teacher, engaged);
                if (teacher.Identity.IdNumber.Length > 0)
                {
                    await foreignNumbers.RequireLeftAsync(context, rows.Coverage);
                }
                await teachers.RequireAsync(batch, teacher, engaged, ct);
                batch.Insert(Documents.Teachers, engaged.TeacherId, engaged);
                var warnings = await WarningsAsync(engaged, rows, ct);
                return commit => Reply(new(engaged.TeacherId, commit?.Revision ?? 0, engaged), warnings);
            },
            async (commit, ct) =>
            {
                var stored = await write.AsCommittedAsync(Documents.Teachers, commit, ct);
                return Reply(stored, await WarningsAsync(stored.Value, await scope.TeachersAsync(context), ct));
            });
    }

    private static CreateTeacherResponse Reply(Stored<Teacher> stored, IEnumerable<string> warnings) =>
        new() { Teacher = TeacherBytes.Message(stored), Warnings = { warnings } };

    private async Task<List<string>> WarningsAsync(Teacher teacher, TeacherRows rows, CancellationToken ct)
    {
        var warnings = new List<string>();
        if (IdNumber.HasUnknownArea(teacher.Identity.IdType, teacher.Identity.IdNumber))
        {
            warnings.Add("UNKNOWN_AREA_CODE");
        }
        var person = KeyRange.Exactly(Documents.SamePersonIndex, TeacherKeys.SamePerson(teacher.Identity));
        foreach (var same in (await store.QueryKeysAsync(Documents.Teachers.Name, person, null, MostAlike, ct)).Entries.Where(d => d.Id != teacher.TeacherId))
        {
            if (await rows.StandingOrNullAsync(same.Id, at: null, ct) is not null)
            {
                warnings.Add("POSSIBLE_DUPLICATE");
                break;
            }
        }
        return warnings;
    }
}
