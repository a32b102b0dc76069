using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using LevelRules = Faculty.Domain.Certification.Rules.LevelRules;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Rules;

/// <summary>Holds teachers' facts against the rules of a day (预审).</summary>
internal sealed partial class PrecheckService(
    IRegistryStore store, RowScope scope, RuleDirectory rules, OrganisationDirectory organisations, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.PrecheckService.PrecheckServiceBase
{
    /// <summary>The rules for a level at an organisation on a day; without a track, those for the kind of school it is.</summary>
    /// <exception cref="Refusal">NO_RULES.</exception>
    private (AppliedRules Applied, LevelRules Rules) Rules(string organisationCode, RecognitionTrack track, RecognitionLevel level, DateOnly day)
    {
        track = track != RecognitionTrack.Unspecified ? track : TrackOf(organisationCode);
        return rules.For(organisationCode, day) is { } applied
            && applied.For((Domain.Certification.RecognitionTrack)track, (Domain.Certification.RecognitionLevel)level) is { } asked
            ? (applied, asked)
            : throw new Refusal(ErrorReason.NoRules, "No rules hold at the organisation on the day, or they know no such level.")
            {
                Metadata = [("organisation_code", organisationCode), ("day", $"{day:O}"), ("track", $"{track}"), ("level", $"{level}")],
            };
    }

    private RecognitionTrack TrackOf(string organisationCode) =>
        organisations.Tree.Find(organisationCode)?.SchoolType == "高职" ? RecognitionTrack.Higher : RecognitionTrack.Secondary;

    /// <summary>The school that engages the teacher on a day, full-time first; the last one before, or the first after, when none does.</summary>
    private static string SchoolOf(Teacher teacher, DateOnly day) => teacher.Engagements
        .OrderByDescending(e => e.Period.Covers(day))
        .ThenByDescending(e => e.Kind.Class())
        .ThenByDescending(e => e.StartDate <= day ? e.StartDate.DayNumber : -e.StartDate.DayNumber)
        .FirstOrDefault()?.SchoolCode ?? "";
}
