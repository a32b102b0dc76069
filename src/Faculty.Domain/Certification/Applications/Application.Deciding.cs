using Faculty.Domain.Certification.Batches;

namespace Faculty.Domain.Certification.Applications;

public sealed partial record Application
{
    private const int MostObjections = 100;

    /// <summary>It becomes public; only what every tier has passed.</summary>
    public Application BeginPublicity() => IsReviewed ? this with { State = ApplicationState.Publicity } : throw Elsewhere([ApplicationState.SchoolReviewed, ApplicationState.CityReviewed, ApplicationState.ProvinceReviewed]);

    /// <summary>Somebody objects to what is public, by its last day; what came on paper by then may be recorded later.</summary>
    public Application Object(Batch batch, Objection objection)
    {
        In(ApplicationState.Publicity, ApplicationState.Objection);
        if (Objections.Count >= MostObjections)
        {
            throw Broken(Reason.ObjectionCount, "The application has as many objections as one may have.", ("objection_count", $"{Objections.Count}"), ("limit", $"{MostObjections}"));
        }
        return objection.FiledDate > batch.PublicityLast || objection.FiledDate < batch.PublicityStart
            ? throw Broken(
                Reason.ObjectionLate, "Objections are taken from the first to the last day of publicity.",
                ("publicity_start", $"{batch.PublicityStart:O}"), ("publicity_last", $"{batch.PublicityLast:O}"), ("filed_date", $"{objection.FiledDate:O}"))
            : this with { State = ApplicationState.Objection, Objections = [.. Objections, objection] };
    }

    /// <summary>Ends an objection. Upheld, nothing is recognised; rejected, the application is as before when no other is open.</summary>
    public Application Resolve(string objectionId, ObjectionState outcome, string finding, string document, string actorId, DateTimeOffset now)
    {
        In(ApplicationState.Objection);
        if (Objections.FirstOrDefault(o => o.ObjectionId == objectionId) is not { State: ObjectionState.Open } objection)
        {
            throw Broken(Reason.ObjectionUnknown, "No open objection with this id.", ("objection_id", objectionId));
        }
        Objection[] all = [.. Objections.Select(o => o != objection ? o : o with { State = outcome, Finding = finding, DocumentNumber = document, ResolverId = actorId, ResolvedTime = now })];
        return outcome == ObjectionState.Upheld
            ? this with { State = ApplicationState.NotRecognised, Objections = all, Ending = new() { Cause = EndingCause.Objection, Explanation = finding, DocumentNumber = document, ActorId = actorId, Time = now } }
            : this with { State = all.Any(o => o.State == ObjectionState.Open) ? ApplicationState.Objection : ApplicationState.Publicity, Objections = all };
    }

    /// <summary>Recognised (认定通过), with the certificate that says so.</summary>
    public Application Recognise(string certificateNumber) => State == ApplicationState.Objection
        ? throw Broken(Reason.ObjectionOpen, "An objection is open; a decision waits for it.", ("objections", string.Join(' ', Objections.Where(o => o.State == ObjectionState.Open).Select(o => o.ObjectionId))))
        : In(ApplicationState.Publicity) with { State = ApplicationState.Recognised, CertificateNumber = certificateNumber };

    /// <summary>The recognition that the decision of a batch makes of it.</summary>
    public Recognition RecognitionOf(Batch batch, string recognitionId) => new()
    {
        RecognitionId = recognitionId,
        Level = Level,
        Track = batch.Track,
        Field = Field,
        CertificateNumber = CertificateNumber,
        Authority = batch.Authority,
        RuleVersion = Submission!.RuleVersion,
        DecisionDocument = batch.DecisionDocument,
        StartDate = batch.EffectiveDate!.Value,
        LastDate = LastOf(batch.EffectiveDate.Value, Submission.ValidityMonths),
        Trust = RecognitionTrust.Decided,
    };

    // 60 months from 2023-12-01 end on 2028-11-30, and from 2024-02-29 on 2029-02-28, where the month has no day like the first.
    private static DateOnly LastOf(DateOnly first, int months) => first.AddMonths(months) is var after && after.Day < first.Day ? after : after.AddDays(-1);
}
