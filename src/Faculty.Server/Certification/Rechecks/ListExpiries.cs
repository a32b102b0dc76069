using Faculty.Domain.Certification;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Cause = Faculty.Domain.Certification.Rechecks.RecheckCause;
using FactKind = Faculty.V1.FactKind;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task<ListExpiriesResponse> ListExpiries(ListExpiriesRequest request, ServerCallContext context)
    {
        var check = Check(request.WithinDays, request.Kind).PageSize(request.PageSize);
        var asked = await AskedAsync(context, check, request.ScopeCode, request.AsOf, request.Level);
        var (found, next) = await PageAsync(
            asked, Expiries(asked, request.WithinDays, request.Kind), tokens.After(context, request, request.PageToken), PageSize.Of(request.PageSize), context.CancellationToken);
        return new() { Expiries = { await ShownAsync(asked, found, ShownExpiry, context.CancellationToken) }, NextPageToken = tokens.Page(context, request, next) };
    }

    private static RequestCheck Check(int withinDays, FactKind kind) => new RequestCheck()
        .Require(withinDays is >= 0 and <= MostAhead, "within_days", $"must be 1 to {MostAhead}, or 0 for {DefaultAhead}")
        .Require(kind is FactKind.Unspecified or FactKind.Recognition or FactKind.Credential, "kind", "must be RECOGNITION or CREDENTIAL, or unspecified for both");

    private static Pick Expiries(WatchAsked asked, int withinDays, FactKind kind)
    {
        var last = asked.Today + (withinDays == 0 ? DefaultAhead : withinDays);
        return (WatchPlace place, in WatchRow row) =>
            asked.DayOf(place, row) is { } day && LastDay(row, day) is { } end && end.Day >= asked.Today && end.Day <= last && (kind == FactKind.Unspecified || kind == end.Kind)
                ? Key(place, row, end.Day)
                : null;
    }

    /// <summary>The last valid day of what ends, as a row tells it; null when it tells of no end that comes here.</summary>
    private static (int Day, FactKind Kind)? LastDay(in WatchRow row, int day) => row.Cause switch
    {
        0 => (day, FactKind.Recognition),
        // What lapsed before the recognition began has no last day to come.
        Cause.CredentialLapsed when row.ComesOn(day) => (day - 1, FactKind.Credential),
        _ => null,
    };

    private static Expiry? ShownExpiry(WatchAsked asked, WatchKey at, WatchRow row, Teacher teacher)
    {
        var lapse = row.Cause == Cause.CredentialLapsed ? Cases(asked, at.School, teacher).FirstOrDefault(c => c.CaseId == $"{row.Id:x32}") : null;
        var recognition = row.Cause == Cause.CredentialLapsed
            ? teacher.Recognitions.FirstOrDefault(r => r.RecognitionId == lapse?.RecognitionId)
            : teacher.Recognitions.FirstOrDefault(r => WatchRow.ExpiryId(r) == $"{row.Id:x32}");
        if (recognition is null)
        {
            return null;
        }
        var last = DateOnly.FromDayNumber(at.Day);
        var (kind, factId) = lapse is null ? (Domain.Certification.Rules.FactKind.Recognition, recognition.RecognitionId) : (lapse.FactKind, lapse.FactId);
        return new()
        {
            Recognition = RecheckText.Watched(at, teacher, recognition),
            Kind = (FactKind)kind,
            FactId = factId,
            FactName = RecheckText.Name(teacher, kind, factId),
            LastDate = last.ToWire(),
            Followed = last < DateOnly.MaxValue && teacher.Recognitions.Any(r => r != recognition && r.Track == recognition.Track && r.Level >= recognition.Level && r.StateOn(last.AddDays(1)) == RecognitionState.InForce),
        };
    }
}
