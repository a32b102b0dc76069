using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.V1;
using Grpc.Core;
using RecheckClosing = Faculty.Domain.Certification.Rechecks.RecheckClosing;
using RecognitionEvent = Faculty.Domain.Certification.RecognitionEvent;
using State = Faculty.Domain.Certification.Rechecks.RecheckState;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task<CloseRecheckResponse> CloseRecheck(CloseRecheckRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        Check(request, today).Done();
        var found = request.FoundDate.ToOptionalDay() ?? today;
        var happened = request.Event is null ? null : Happened(request, Ids.New());
        var closing = new RecheckClosing
        {
            CaseId = request.CaseId, Cause = default, SinceDate = found, State = (State)request.State, FoundDate = found, DocumentNumber = request.DocumentNumber,
            Finding = request.Finding, ActorId = Caller.Of(context).PrincipalId, Time = clock.GetUtcNow(),
        };
        // The rules of another day would open other cases.
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var asked = months.On(found);
        return await teachers.ChangeAsync<CloseRecheckResponse>(
            request,
            context,
            (read, _, _, _) =>
            {
                var school = TeacherHome.Of(read.Value).Last(h => h.From <= found).School;
                return Task.FromResult(read.Value.CloseRecheck(request.CaseId, r => asked(school, r.Track, r.Level), happened, closing));
            },
            (teacher, reply) => reply.Closing = Wire.ToMessage(teacher.Recognitions.SelectMany(r => r.Rechecks).First(r => r.CaseId == request.CaseId)));
    }

    private static RequestCheck Check(CloseRecheckRequest request, DateOnly today)
    {
        var check = new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.CaseId, "case_id")
            .Require(request.State is V1.RecheckState.Confirmed or V1.RecheckState.Ended, "state", "must be CONFIRMED or ENDED")
            .Text(request.DocumentNumber, "document_number", longest: 64)
            .Text(request.Finding, "finding", longest: 200)
            .OptionalDay(request.FoundDate, "found_date");
        check.Require(!request.FoundDate.IsRealDay() || request.FoundDate.ToDay() <= today, "found_date", "must not lie after today");
        if (request.State != V1.RecheckState.Ended)
        {
            return check.Require(request.Event is null, "event", "must be absent unless the case is ended");
        }
        return check.RecognitionEvent(request.Event, "event", today)
            .Require(request.Event is null || request.Event.Type is RecognitionEventType.Revoke or RecognitionEventType.Suspend, "event.type", "must be REVOKE or SUSPEND");
    }

    private static RecognitionEvent Happened(CloseRecheckRequest request, string id)
    {
        var happened = Wire.ToRecord(request.Event) with { EventId = id };
        return happened.DocumentNumber.Length > 0 ? happened : happened with { DocumentNumber = request.DocumentNumber };
    }
}
