using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using RecognitionEvent = Faculty.Domain.Certification.RecognitionEvent;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification;

internal sealed partial class RecognitionService
{
    public override Task<RecordRecognitionEventResponse> RecordRecognitionEvent(
        RecordRecognitionEventRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request)
            .Certificate(request.Authority, request.CertificateNumber)
            .RecognitionEvent(request.Event, "event", clock.TodayInChina()).Done();
        var happened = Wire.ToRecord(request.Event) with { EventId = Ids.New() };
        return write.RunAsync(
            request,
            context,
            async (batch, ct) =>
            {
                var rows = await scope.TeachersAsync(context);
                var found = await CertifiedAsync(rows, request.Authority, request.CertificateNumber, ct);
                if (found is null)
                {
                    // An event that waits would be taken up by whichever school's recognition bears the number.
                    if (!rows.Coverage.Whole)
                    {
                        throw Refusal.NotFound("recognition", request.CertificateNumber);
                    }
                    await batch.LetWaitAsync(store, request.Authority, request.CertificateNumber, happened, ct);
                    return _ => new() { Pending = true };
                }
                Write.RequireEtag(request.Etag, Documents.Teachers, found);
                found.Value.RequireKnown();
                var next = await RecordAsync(batch, found.Value, request, happened, ct);
                rows.Coverage.RequireOwn(found.Value, next);
                await teachers.RequireDeciderAsync(context, found.Value, next);
                batch.Replace(Documents.Teachers, found, next);
                return commit => Reply(request, new(found.Id, commit?.Revision ?? found.Revision, next));
            },
            async (commit, ct) => commit.Documents.Any(d => d.Type == Documents.Teachers.Name)
                ? Reply(request, await write.AsCommittedAsync(Documents.Teachers, commit, ct))
                : new() { Pending = true });
    }

    private async Task<Teacher> RecordAsync(
        WriteBatch batch, Teacher teacher, RecordRecognitionEventRequest request, RecognitionEvent happened, CancellationToken ct)
    {
        var id = Certified(teacher, request.Authority, request.CertificateNumber).RecognitionId;
        var waiting = await batch.TakeWaitingAsync(store, request.Authority, request.CertificateNumber, ct);
        var next = teacher.RecordWaiting(id, waiting);
        return waiting.Any(e => e.EventId == happened.EventId) ? next : next.RecordRecognitionEvent(id, happened);
    }

    private static RecordRecognitionEventResponse Reply(
        RecordRecognitionEventRequest request, Stored<Teacher> stored) => new()
    {
        Teacher = TeacherBytes.Message(stored),
        Recognition = Wire.ToMessage(Certified(stored.Value, request.Authority, request.CertificateNumber)),
    };
}
