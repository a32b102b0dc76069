using CsCheck;
using Faculty.Domain.Teachers;
using Faculty.Domain.Training;
using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Tests.Training.Pool;

/// <summary>On which days a skill counts and a trainer is free, against days looked at one by one.</summary>
public sealed class SkillProofTests
{
    private const string Welding = "6-18-02-04";
    private static readonly DateOnly First = new(2025, 3, 3);

    // Each renews one before it, or stands alone; some are of another occupation or of a lower level.
    private static readonly Gen<(int First, int Days, int Level, bool OfWelding, int Renews, int Revoked)> Credentials =
        Gen.Select(Gen.Int[0, 30], Gen.Int[-1, 15], Gen.Int[1, 5], Gen.Int[0, 3], Gen.Int[-1, 4], Gen.Int[-30, 20]).Select((first, days, level, other, renews, revoked) => (first, days, level, other > 0, renews, revoked));

    [Fact]
    public void A_skill_counts_on_the_days_of_its_credential_and_of_what_renews_it_and_on_no_other() => Gen.Select(Credentials.Array[1, 5], Gen.Int[1, 5]).Sample((made, least) =>
    {
        Credential[] credentials = [.. made.Select((c, i) => new Credential
        {
            CredentialId = $"{i}", Category = CredentialCategory.SkillLevel, Level = $"{c.Level}", OccupationCode = c.OfWelding ? Welding : "4-03-02-01", RenewsCredentialId = c.Renews < i ? $"{c.Renews}" : "",
            StartDate = First.AddDays(c.First), LastDate = c.Days < 0 ? null : First.AddDays(c.First + c.Days), RevokedOn = c.Revoked < 0 ? null : First.AddDays(c.First + c.Revoked),
        })];
        var person = Person(credentials);
        var skill = new TrainerSkill { OccupationCode = Welding, Level = (SkillLevel)least, CredentialId = "0" };
        var chain = new HashSet<int> { 0 };
        for (var i = 1; i < made.Length; i++)
        {
            if (made[i].Renews < i && chain.Contains(made[i].Renews))
            {
                chain.Add(i);
            }
        }
        var stretches = SkillProof.Days(skill, person, new());
        for (var day = -1; day < 60; day++)
        {
            var counts = chain.Any(i => made[i] is var c && c.OfWelding && c.Level <= least && day >= c.First && (c.Days < 0 || day <= c.First + c.Days) && (c.Revoked < 0 || day < c.First + c.Revoked));
            if (stretches.Count(s => s.Covers(First.AddDays(day))) != (counts ? 1 : 0) || new Trainer { TeacherId = "P", OrganisationCode = "GP", Skills = [skill] }.SkillsOn(person, new(), First.AddDays(day)).Any() != counts)
            {
                return false;
            }
        }
        // Stretches that touch are one.
        return stretches.Zip(stretches.Skip(1)).All(s => s.First.End.AddDays(1) < s.Second.First)
            && SkillProof.Broken(skill, person, new())?.Reason == (!made[0].OfWelding ? Reason.SkillUnproven : made[0].Level > least ? Reason.SkillLevelUnproven : null);
    });

    [Fact]
    public void A_rule_accepts_a_credential_of_its_name_for_its_occupations_up_to_its_level()
    {
        var rules = new PoolRules
        {
            PublicityWorkingDays = 5,
            Acceptances = [new CredentialAcceptance { Category = CredentialCategory.Industry, Name = "焊接协会证书", OccupationCodes = [Welding], Level = SkillLevel.MiddleWorker }],
        }.Sound();
        Credential Shown(string name = "焊接协会证书", string level = "", CredentialCategory category = CredentialCategory.Industry) => new() { CredentialId = "0", Category = category, Name = name, Level = level };
        Reason? Of(Credential credential, SkillLevel level = SkillLevel.MiddleWorker, string occupation = Welding) =>
            SkillProof.Broken(new() { OccupationCode = occupation, Level = level, CredentialId = "0" }, Person(credential), rules)?.Reason;

        Assert.Null(Of(Shown()));
        Assert.Null(Of(Shown(level: "2"), SkillLevel.Technician));
        Assert.Equal(Reason.SkillLevelUnproven, Of(Shown(), SkillLevel.SeniorWorker));
        Assert.Equal(Reason.SkillLevelUnproven, Of(Shown(level: "5")));
        Assert.Equal(Reason.SkillUnproven, Of(Shown("他会证书")));
        Assert.Equal(Reason.SkillUnproven, Of(Shown(category: CredentialCategory.Other)));
        Assert.Equal(Reason.SkillUnproven, Of(Shown(), occupation: "4-03-02-01"));
        Assert.Equal(Reason.SkillCredentialUnknown, SkillProof.Broken(new() { OccupationCode = Welding, Level = SkillLevel.JuniorWorker, CredentialId = "1" }, Person(Shown()), rules)?.Reason);
    }

    [Theory]
    [InlineData(0, "A", Welding)]
    [InlineData(5, "", Welding)]
    [InlineData(5, "A", "6-18")]
    public void Rules_that_cannot_be_are_none(int days, string name, string occupation) => Assert.Throws<FormatException>(() => new PoolRules
    {
        PublicityWorkingDays = days,
        Acceptances = [new CredentialAcceptance { Category = CredentialCategory.Industry, Name = name, OccupationCodes = [occupation], Level = SkillLevel.JuniorWorker }],
    }.Sound());

    [Fact]
    public void A_trainer_is_free_but_on_leave_and_in_lessons() => Gen.Select(
        Gen.Select(Gen.Int[1, 7], Gen.Int[8, 15], Gen.Int[1, 3], Gen.Int[0, 20]).Array[0, 5], Gen.Select(Gen.Int[0, 30], Gen.Int[-1, 6]).Array[0, 4], Gen.Int[8, 16]).Sample((blocks, leaves, hour) =>
    {
        var trainer = new Trainer
        {
            TeacherId = "P", OrganisationCode = "GP",
            Timetable = [.. blocks.Select(b => new WeeklyBlock { Weekday = (Weekday)b.Item1, FromTime = new(b.Item2, 0), ToTime = new(b.Item2 + b.Item3, 0), StartDate = First.AddDays(b.Item4) })],
            Leaves = [.. leaves.Select(l => new TrainerLeave { StartDate = First.AddDays(l.Item1), LastDate = l.Item2 < 0 ? null : First.AddDays(l.Item1 + l.Item2) })],
        };
        for (var day = 0; day < 40; day++)
        {
            var isOnLeave = leaves.Any(l => l.Item1 <= day && (l.Item2 < 0 || day <= l.Item1 + l.Item2));
            var teaches = blocks.Any(b => b.Item4 <= day && (day % 7) + 1 == b.Item1 && b.Item2 < hour + 2 && hour < b.Item2 + b.Item3);
            if (trainer.IsFree(new(First.AddDays(day), new(hour, 0), new(hour + 2, 0))) != (!isOnLeave && !teaches))
            {
                return false;
            }
        }
        return true;
    });

    private static Teacher Person(params Credential[] credentials) => new()
    {
        TeacherId = "P", Identity = new() { DisplayName = "甲", Sex = Sex.Male, BirthDate = new(1980, 1, 1) }, Credentials = credentials,
    };
}
