using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using LevelRules = Faculty.Domain.Certification.Rules.LevelRules;
using RequirementResult = Faculty.V1.RequirementResult;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Rules;

/// <summary>Holds teachers' facts against the rules of a day (预审).</summary>
internal sealed partial class PrecheckService(
    IRegistryStore store, RowScope scope, RuleDirectory rules, OrganisationDirectory organisations, RatioHistory history, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.PrecheckService.PrecheckServiceBase
{
    /// <summary>What a precheck is made from, as known at a revision; null for now.</summary>
    private async Task<Known> KnownAsync(long? at, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        return at is { } revision
            ? new(await rules.AtAsync(store, revision, ct), await history.OrganisationsAsync(revision, ct))
            : new(rules.Now.Book, organisations.Tree);
    }

    /// <summary>The rules for a level at an organisation on a day; without a track, those for the kind of school it is.</summary>
    /// <exception cref="Refusal">NO_RULES.</exception>
    private static (AppliedRules Applied, LevelRules Rules) Rules(Known known, string organisationCode, RecognitionTrack track, RecognitionLevel level, DateOnly day)
    {
        track = track != RecognitionTrack.Unspecified ? track
            : known.Tree.Find(organisationCode)?.SchoolType == "高职" ? RecognitionTrack.Higher : RecognitionTrack.Secondary;
        return known.Book.For(known.Tree, organisationCode, day) is { } applied
            && applied.For((Domain.Certification.RecognitionTrack)track, (Domain.Certification.RecognitionLevel)level) is { } asked
            ? (applied, asked)
            : throw new Refusal(ErrorReason.NoRules, "No rules hold at the organisation on the day, or they know no such level.")
            {
                Metadata = [("organisation_code", organisationCode), ("day", $"{day:O}"), ("track", $"{track}"), ("level", $"{level}")],
            };
    }

    private static HeldRecognition? Held(Teacher teacher, LevelRules asked, DateOnly day) =>
        ApplicantRules.Held(teacher, asked.Track, asked.Level, day) is not { } held ? null : new()
        {
            RecognitionId = held.RecognitionId,
            Level = (RecognitionLevel)held.Level,
            LastDate = held.LastDate?.ToWire(),
            EndsSoon = ApplicantRules.EndsSoon(held, day),
        };

    private static bool MayApply(RequirementResult whole, HeldRecognition? held) => whole != RequirementResult.Lacking && (held is null || held.EndsSoon);

    /// <summary>The school that engages the teacher on a day, full-time first; the last one before, or the first after, when none does.</summary>
    private static string SchoolOf(Teacher teacher, DateOnly day) => teacher.Engagements
        .OrderByDescending(e => e.Period.Covers(day))
        .ThenByDescending(e => e.Kind.Class())
        .ThenByDescending(e => e.StartDate <= day ? e.StartDate.DayNumber : -e.StartDate.DayNumber)
        .FirstOrDefault()?.SchoolCode ?? "";

    /// <summary>Rules and organisations of a moment.</summary>
    private sealed record Known(RuleBook Book, OrganisationTree Tree);
}
