using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Certification.Rechecks;

/// <summary>
/// Random histories of credentials, renewals, revocations and recognitions, and the plain model of what is open on a day: everything looked at
/// anew, day by day, with no interval anywhere.
/// </summary>
internal static class RecheckHistory
{
    public const int Days = 150;
    public static readonly DateOnly Day0 = new(2024, 1, 15);

    private static readonly Gen<Credential> Credentials = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 3], Gen.Int[0, 120], Gen.Int[0, 5]).Select((first, length, bounds, revoked, revokes) => new Credential
    {
        Category = CredentialCategory.Industry,
        Name = "焊接证书",
        StartDate = bounds == 0 ? null : Day0.AddDays(first),
        LastDate = bounds == 1 ? null : Day0.AddDays(first + length),
        RevokedOn = revokes == 0 ? Day0.AddDays(revoked) : null,
    });

    private static readonly Gen<Recognition> Recognitions = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 90], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 120], Gen.Int[0, 31], Gen.Int[0, 6]).Select((first, length, ends, months, revoked, evidence, kind) => new Recognition
    {
        Level = RecognitionLevel.Junior,
        Track = RecognitionTrack.Secondary,
        CertificateNumber = "1",
        Authority = "市教育局",
        StartDate = Day0.AddDays(first),
        LastDate = ends == 0 ? null : Day0.AddDays(first + length),
        Trust = kind == 0 ? RecognitionTrust.Unverified : RecognitionTrust.Decided,
        RecheckMonths = months,
        JudgedDate = Day0,
        Evidence = [.. Enumerable.Range(0, 5).Where(c => (evidence & (1 << c)) != 0).Select(c => new StoodOn { Kind = FactKind.Credential, FactId = $"c{c}", Digest = "" })],
        Events = kind switch
        {
            1 => [new() { EventId = "e", Type = RecognitionEventType.Revoke, EffectiveDate = Day0.AddDays(revoked) }],
            2 => [new() { EventId = "e", Type = RecognitionEventType.Supersede, EffectiveDate = Day0.AddDays(revoked) }],
            3 => [new() { EventId = "e", Type = RecognitionEventType.Suspend, EffectiveDate = Day0.AddDays(revoked) }],
            _ => [],
        },
    });

    /// <summary>A record: up to five credentials, each perhaps renewing one before it, and recognitions that stand on some of them.</summary>
    public static readonly Gen<Teacher> Records = Gen.Select(Gen.Select(Credentials, Gen.Int[-3, 4]).Array[0, 5], Recognitions.Array[1, 3], Gen.Int[0, 31]).Select((credentials, recognitions, corrected) =>
    {
        var teacher = new Teacher
        {
            TeacherId = "t",
            Identity = new() { DisplayName = "甲", Sex = Sex.Male, BirthDate = new(1980, 1, 1) },
            Credentials = [.. credentials.Select((c, i) => c.Item1 with { CredentialId = $"c{i}", RenewsCredentialId = c.Item2 >= 0 && c.Item2 < i ? $"c{c.Item2}" : "" })],
        };
        // What a decision froze: the facts as they are, but for some that are corrected since.
        return teacher with
        {
            Recognitions = [.. recognitions.Select((r, i) => r with
            {
                RecognitionId = $"r{i}",
                Evidence = [.. r.Evidence.Where(e => e.In(teacher) is not null || IsIn(corrected, e))
                    .Select(e => IsIn(corrected, e) ? e with { Digest = "as it was" } : e with { Digest = e.Correction(teacher, Day0)! })],
            })],
        };

        static bool IsIn(int set, StoodOn stood) => (set & (1 << (stood.FactId[1] - '0'))) != 0;
    });

    /// <summary>What is open on a day, as a person with the record in hand would find it.</summary>
    public static IEnumerable<(string Recognition, RecheckCause Cause, string Fact)> OpenOn(Teacher teacher, DateOnly day)
    {
        foreach (var recognition in teacher.Recognitions.Where(r => r.StateOn(day) is RecognitionState.InForce or RecognitionState.Suspended))
        {
            foreach (var (cause, fact) in ReasonsOn(teacher, recognition, day).Distinct())
            {
                if (!recognition.Rechecks.Any(c => c.Cause == cause && c.FactId == fact && c.FoundDate <= day && cause != RecheckCause.PeriodicDue))
                {
                    yield return (recognition.RecognitionId, cause, fact);
                }
            }
        }
    }

    private static IEnumerable<(RecheckCause, string)> ReasonsOn(Teacher teacher, Recognition recognition, DateOnly day)
    {
        foreach (var stood in recognition.Evidence)
        {
            if (stood.Digest == "as it was")
            {
                yield return (RecheckCause.EvidenceCorrected, stood.FactId);
            }
            var chain = Chain(teacher, stood.FactId).ToList();
            foreach (var revoked in chain.Where(c => c.RevokedOn <= day))
            {
                yield return (RecheckCause.CredentialRevoked, revoked.CredentialId);
            }
            if (!chain.Exists(c => Valid(c, day)) && !recognition.Evidence.Any(e => e != stood && Chain(teacher, e.FactId).Any(c => c.CredentialId == stood.FactId)))
            {
                for (var before = day.AddDays(-1); before >= Day0.AddDays(-1); before = before.AddDays(-1))
                {
                    var last = chain.Where(c => Valid(c, before)).ToList();
                    if (last.Count > 0)
                    {
                        foreach (var lapsed in last.Where(c => c.LastDate == before).OrderBy(c => c.StartDate ?? DateOnly.MinValue).ThenBy(c => c.CredentialId, StringComparer.Ordinal).Take(1))
                        {
                            yield return (RecheckCause.CredentialLapsed, lapsed.CredentialId);
                        }
                        break;
                    }
                }
            }
        }
        var from = recognition.Rechecks.Where(r => r.Cause == RecheckCause.PeriodicDue && r.FoundDate <= day).Select(r => r.FoundDate).Append(recognition.StartDate).Max();
        if (recognition.RecheckMonths > 0 && MonthsSince(from, day) >= recognition.RecheckMonths)
        {
            yield return (RecheckCause.PeriodicDue, "");
        }
    }

    // Whole months by the calendar: the day with the same number, or where a month has none, the first of the next.
    private static int MonthsSince(DateOnly from, DateOnly day)
    {
        var months = 0;
        for (var at = from.AddDays(1); at <= day; at = at.AddDays(1))
        {
            var isSame = at.Day == from.Day;
            var isPast = at.Day == 1 && DateTime.DaysInMonth(at.AddDays(-1).Year, at.AddDays(-1).Month) < from.Day;
            months += isSame || isPast ? 1 : 0;
        }
        return months;
    }

    private static bool Valid(Credential credential, DateOnly day) =>
        !(day < credential.StartDate) && !(day > credential.LastDate) && !(day >= credential.RevokedOn);

    private static IEnumerable<Credential> Chain(Teacher teacher, string id) =>
        teacher.Credentials.Where(c => c.CredentialId == id).Concat(teacher.Credentials.Where(c => c.RenewsCredentialId == id).SelectMany(c => Chain(teacher, c.CredentialId)));
}
