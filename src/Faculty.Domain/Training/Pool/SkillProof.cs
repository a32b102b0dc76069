using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Training.Pool;

/// <summary>
/// Whether a credential of the person's record proves a skill (技能证明), and on which days. It names the occupation, or a rule of the pool
/// accepts it; its level is the skill's or higher. What renews it goes on proving it.
/// </summary>
public static class SkillProof
{
    /// <summary>Why a skill is not proven by the record; null when it is, be the credential valid or not.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="person">The standing record.</param>
    /// <param name="rules">The rules of the pool.</param>
    public static RuleBroken? Broken(TrainerSkill skill, Teacher person, PoolRules rules)
    {
        if (person.Credentials.FirstOrDefault(c => c.CredentialId == skill.CredentialId) is not { } credential)
        {
            return Refuse(Reason.SkillCredentialUnknown, "The person's record has no credential with this id.", skill);
        }
        if (Level(credential, skill.OccupationCode, rules) is not { } level)
        {
            return Refuse(
                Reason.SkillUnproven, "The credential names another occupation or none, and no rule of the pool accepts it for this one.", skill,
                ("credential_occupation_code", credential.OccupationCode));
        }
        return level.IsAtLeast(skill.Level) ? null : Refuse(
            Reason.SkillLevelUnproven, "The credential proves a lower level, or none.", skill, ("skill_level", $"{skill.Level}"), ("credential_level", $"{level}"));
    }

    /// <summary>The stretches of days on which a skill counts, in order and apart.</summary>
    public static IReadOnlyList<Period> Days(TrainerSkill skill, Teacher person, PoolRules rules)
    {
        if (person.Credentials.FirstOrDefault(c => c.CredentialId == skill.CredentialId) is not { } first)
        {
            return [];
        }
        var stretches = new List<Period>();
        foreach (var days in CredentialChain.Of(person, first)
            .Where(c => Level(c, skill.OccupationCode, rules) is { } level && level.IsAtLeast(skill.Level)).Select(c => c.ValidDays).OfType<Period>().OrderBy(d => d.First))
        {
            if (stretches.Count > 0 && days.First.DayNumber <= (long)stretches[^1].End.DayNumber + 1)
            {
                stretches[^1] = days.End > stretches[^1].End ? stretches[^1] with { Last = days.Last } : stretches[^1];
            }
            else
            {
                stretches.Add(days);
            }
        }
        return stretches;
    }

    /// <summary>The skills that count on a day.</summary>
    public static IEnumerable<TrainerSkill> SkillsOn(this Trainer trainer, Teacher person, PoolRules rules, DateOnly day) =>
        trainer.Skills.Where(s => Days(s, person, rules).Any(d => d.Covers(day)));

    // The level a credential proves in an occupation; null when it says nothing about it.
    private static SkillLevel? Level(Credential credential, string occupationCode, PoolRules rules)
    {
        var own = SkillLevels.Of(credential.Level);
        return credential.OccupationCode == occupationCode ? own
            : rules.Acceptances.FirstOrDefault(a => a.Accepts(credential, occupationCode)) is not { } accepted ? null
            : own == SkillLevel.Unspecified ? accepted.Level : own;
    }

    private static RuleBroken Refuse(Reason reason, string message, TrainerSkill skill, params ReadOnlySpan<(string Key, string Value)> more) =>
        new(reason, message, [("occupation_code", skill.OccupationCode), ("credential_id", skill.CredentialId), .. more]) { FactId = skill.CredentialId };
}
