using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rechecks;

/// <summary>The recheck cases that a teacher's record makes, on whatever day they are open.</summary>
public static class RecheckCases
{
    /// <summary>
    /// All cases of a record, open, closed and to come. Of a record that takes no writes (merged, erased) there are none: nobody could close
    /// them.
    /// </summary>
    /// <param name="teacher">The record.</param>
    /// <param name="months">Months until recheck of a recognition that was not decided here.</param>
    public static IEnumerable<RecheckCase> Of(Teacher teacher, Func<Recognition, RecheckTerms> months) =>
        teacher.MergedIntoTeacherId.Length > 0 || teacher.Identity.Erased ? [] : teacher.Recognitions.SelectMany(r => Of(teacher, r, months));

    /// <summary>All cases of one recognition of a record.</summary>
    public static IEnumerable<RecheckCase> Of(Teacher teacher, Recognition recognition, Func<Recognition, RecheckTerms> months)
    {
        // One id is one case: two facts of a chain may say the same.
        var found = (recognition.StandingDays is { } standing
            ? FromEvidence(teacher, recognition, standing).Concat(Periodic(recognition, standing, recognition.RecheckMonths > 0 ? RecheckTerms.Of(recognition.RecheckMonths) : months(recognition)))
            : []).DistinctBy(c => c.CaseId).ToList();
        return found.Select(c => c with { Closing = recognition.Rechecks.FirstOrDefault(r => r.CaseId == c.CaseId) })
            .Concat(recognition.Rechecks.Where(r => found.TrueForAll(c => c.CaseId != r.CaseId)).Select(r => Closed(recognition, r)));
    }

    /// <summary>The day from which the months until the next periodic recheck run: that of the last finding, else the first.</summary>
    public static DateOnly PeriodicFrom(Recognition recognition) =>
        recognition.Rechecks.Where(r => r.Cause == RecheckCause.PeriodicDue).Select(r => r.FoundDate).Append(recognition.StartDate).Max();

    /// <summary>The id of the next periodic case.</summary>
    public static string PeriodicId(Recognition recognition) => RecheckCase.IdOf(recognition.RecognitionId, RecheckCause.PeriodicDue, "", PeriodicMark(recognition));

    /// <summary>The first day after so many months: 60 months of 2024-02-29 are over on 2029-03-01.</summary>
    public static DateOnly? After(DateOnly first, int months) =>
        first > DateOnly.MaxValue.AddMonths(-months - 1) ? null
        : first.AddMonths(months) is var after && after.Day < first.Day ? after.AddDays(1)
        : after;

    // What opened it may have been mended since: what was written stays.
    private static RecheckCase Closed(Recognition recognition, RecheckClosing closing) => new()
    {
        CaseId = closing.CaseId, RecognitionId = recognition.RecognitionId, Cause = closing.Cause, FactKind = closing.FactKind, FactId = closing.FactId,
        Since = closing.SinceDate, Closing = closing,
    };

    private static IEnumerable<RecheckCase> FromEvidence(Teacher teacher, Recognition recognition, Period standing)
    {
        foreach (var stood in recognition.Evidence)
        {
            if (stood.Correction(teacher, recognition.JudgedDate ?? recognition.StartDate) is { } correction)
            {
                // A correction says what was so from the beginning.
                yield return Case(recognition, RecheckCause.EvidenceCorrected, stood.Kind, stood.FactId, standing.First, standing, correction);
            }
            foreach (var found in stood.In(teacher) switch
            {
                Credential credential => FromCredential(recognition, teacher, credential, standing),
                Recognition { RevokedFrom: { } day } => Revoked(recognition, FactKind.Recognition, stood.FactId, day, standing),
                Honour { RevokedOn: { } day } => Revoked(recognition, FactKind.Honour, stood.FactId, day, standing),
                _ => [],
            })
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<RecheckCase> FromCredential(Recognition recognition, Teacher teacher, Credential credential, Period standing)
    {
        foreach (var link in CredentialChain.Of(teacher, credential))
        {
            if (link.RevokedOn is { } day)
            {
                foreach (var revoked in Revoked(recognition, FactKind.Credential, link.CredentialId, day, standing))
                {
                    yield return revoked;
                }
            }
        }
        // Of a credential and its renewal, both shown, the former's chain holds the other's.
        foreach (var gap in CredentialChain.IsWithinAnother(teacher, credential, recognition.Evidence) ? [] : CredentialChain.Gaps(teacher, credential))
        {
            var open = gap.Days.Intersect(standing);
            if (open is { } days)
            {
                yield return Case(recognition, RecheckCause.CredentialLapsed, FactKind.Credential, gap.CredentialId, days.First, days, mark: "");
            }
        }
    }

    private static IEnumerable<RecheckCase> Revoked(Recognition recognition, FactKind kind, string factId, DateOnly day, Period standing) =>
        day > standing.End ? [] : [Case(recognition, RecheckCause.CredentialRevoked, kind, factId, day < standing.First ? standing.First : day, standing, mark: "")];

    private static IEnumerable<RecheckCase> Periodic(Recognition recognition, Period standing, RecheckTerms months) =>
        months.Due(PeriodicFrom(recognition)) is { } due && due <= standing.End
            ? [Case(recognition, RecheckCause.PeriodicDue, FactKind.Unspecified, "", due, standing, PeriodicMark(recognition))]
            : [];

    // The first, second … periodic case of a recognition keeps its id whatever day is corrected.
    private static string PeriodicMark(Recognition recognition) => $"{recognition.Rechecks.Count(r => r.Cause == RecheckCause.PeriodicDue)}";

    private static RecheckCase Case(Recognition recognition, RecheckCause cause, FactKind kind, string factId, DateOnly since, Period open, string mark) => new()
    {
        CaseId = RecheckCase.IdOf(recognition.RecognitionId, cause, factId, mark),
        RecognitionId = recognition.RecognitionId,
        Cause = cause,
        FactKind = kind,
        FactId = factId,
        Since = since,
        Until = open.Last?.AddDays(1),
    };
}
