using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
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
                await teachers.RequireAsync(batch, teacher, engaged, ct);
                batch.Insert(Documents.Teachers, engaged.TeacherId, engaged);
                var warnings = await WarningsAsync(engaged, ct);
                return commit => Reply(new(engaged.TeacherId, commit?.Revision ?? 0, engaged), commit, warnings);
            },
            async (commit, ct) =>
            {
                var stored = await write.AsCommittedAsync(Documents.Teachers, commit, ct);
                return Reply(stored, commit, await WarningsAsync(stored.Value, ct));
            });
    }

    private static CreateTeacherResponse Reply(Stored<Teacher> stored, Commit? commit, IEnumerable<string> warnings) =>
        new() { Teacher = TeacherBytes.Message(stored), ChangeToken = TeacherWrites.Token(commit), Warnings = { warnings } };

    private async Task<List<string>> WarningsAsync(Teacher teacher, CancellationToken ct)
    {
        var warnings = new List<string>();
        if (IdNumber.HasUnknownArea(teacher.Identity.IdType, teacher.Identity.IdNumber))
        {
            warnings.Add("UNKNOWN_AREA_CODE");
        }
        var person = KeyRange.Exactly(Documents.SamePersonIndex, TeacherKeys.SamePerson(teacher.Identity));
        if ((await store.QueryKeysAsync(Documents.Teachers.Name, person, null, 2, ct)).Entries.Any(d => d.Id != teacher.TeacherId))
        {
            warnings.Add("POSSIBLE_DUPLICATE");
        }
        return warnings;
    }
}
