using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using State = Faculty.Domain.Certification.Rechecks.RecheckState;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task<ListRechecksResponse> ListRechecks(ListRechecksRequest request, ServerCallContext context)
    {
        var check = Check(request.Cause, request.State).PageSize(request.PageSize);
        var asked = await AskedAsync(context, check, request.ScopeCode, request.AsOf, request.Level);
        var (found, next) = await PageAsync(
            asked, Rechecks(asked, request.Cause, request.State), tokens.After(context, request, request.PageToken), PageSize.Of(request.PageSize), context.CancellationToken);
        return new() { Rechecks = { await ShownAsync(asked, found, Shown, context.CancellationToken) }, NextPageToken = tokens.Page(context, request, next) };
    }

    private static RequestCheck Check(RecheckCause cause, RecheckState state) =>
        new RequestCheck().Known(cause, "cause", optional: true).Known(state, "state", optional: true);

    private static Pick Rechecks(WatchAsked asked, RecheckCause cause, RecheckState state)
    {
        var wanted = state == RecheckState.Unspecified ? State.Open : (State)state;
        return (WatchPlace place, in WatchRow row) =>
            row.Cause != 0 && (cause == RecheckCause.Unspecified || (int)row.Cause == (int)cause)
            && asked.DayOf(place, row) is { } since && row.StateOn(asked.Today, since) == wanted ? Key(place, row, since) : null;
    }

    private static Recheck? Shown(WatchAsked asked, WatchKey at, WatchRow row, Domain.Teachers.Teacher teacher) =>
        Cases(asked, at.School, teacher).FirstOrDefault(c => c.CaseId == $"{row.Id:x32}") is { } found && found.StateOn(asked.Day) is { } state
            ? RecheckText.Recheck(at, teacher, found, state)
            : null;
}
