using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task<ListTeacherVersionsResponse> ListTeacherVersions(
        ListTeacherVersionsRequest request, ServerCallContext context)
    {
        new RequestCheck().Id(request.TeacherId, "teacher_id").PageSize(request.PageSize).Done();
        var ct = context.CancellationToken;
        var size = PageSize.Of(request.PageSize);
        var before = tokens.After(context, request, request.PageToken) is { } token ? long.Parse(token) : long.MaxValue;
        await (await scope.TeachersAsync(context)).FindAsync(request.TeacherId, ct);

        var reply = new ListTeacherVersionsResponse();
        await foreach (var version in store.HistoryAsync(Documents.Teachers.Name, request.TeacherId, ct))
        {
            if (version.Revision >= before || version.Body is not { } body)
            {
                continue;
            }
            if (reply.Versions.Count == size)
            {
                reply.NextPageToken = tokens.Page(context, request, $"{reply.Versions[^1].Revision}");
                break;
            }
            reply.Versions.Add(ToWire(request.TeacherId, version, body));
        }
        return reply;
    }

    private TeacherVersion ToWire(string teacherId, DocumentVersion version, ReadOnlyMemory<byte> body) => new()
    {
        Revision = version.Revision,
        RecordTime = Timestamp.FromDateTimeOffset(version.Instant),
        Actor = version.Actor,
        AccountName = accounts.NameOf(version.Actor),
        Action = version.Action,
        Reason = version.Reason ?? "",
        Teacher = TeacherBytes.Message(new StoredDocument(Documents.Teachers.Name, teacherId, version.Revision, body)),
    };
}
