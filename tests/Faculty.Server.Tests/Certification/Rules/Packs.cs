using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Rules;

/// <summary>Small rule packs, and the way to make one active.</summary>
internal static class Packs
{
    public static RulePack Nation(string code = "CN") => new()
    {
        Code = code,
        Layer = RuleLayer.Nation,
        Title = "国家规则",
        DocumentNumber = "教师厅〔2022〕2号",
        IssuedOn = Day(2022, 10, 25),
        StartDate = Day(2022, 10, 25),
        Levels =
        {
            Level(RecognitionLevel.Junior, Practice(30)),
            Level(RecognitionLevel.Middle, Practice(60), Skill(3)),
            Level(RecognitionLevel.Senior, Practice(90), Skill(2)),
        },
    };

    public static RulePack School(string school, string code, string parent = "CN") => new()
    {
        Code = code,
        Layer = RuleLayer.School,
        OrganisationCode = school,
        ParentCode = parent,
        Title = "学校规则",
        DocumentNumber = "校字1号",
        StartDate = Day(2024, 9, 1),
        LastDate = Day(2026, 8, 31),
        Levels = { new LevelRules { Track = RecognitionTrack.Secondary, Level = RecognitionLevel.Middle, Requirements = { Practice(75) } } },
    };

    public static LevelRules Level(RecognitionLevel level, params Requirement[] requirements) =>
        new() { Track = RecognitionTrack.Secondary, Level = level, DecidingTier = ReviewTier.School, Requirements = { requirements } };

    public static Requirement Practice(int days, int months = 60) =>
        new() { Code = "practice", Title = "企业实践", Practice = new() { LeastDays = days, WindowMonths = months } };

    public static Requirement Skill(int level) =>
        new() { Code = "skill", Title = "技能等级", Credential = new() { Categories = { CredentialCategory.SkillLevel }, LeastLevel = level } };

    public static async Task<RulePack> ActivateAsync(this TestServer server, RulePack pack)
    {
        var draft = (await server.RulePacks.ImportRulePackAsync(new() { RulePack = pack })).RulePack;
        return (await server.RulePacks.ActivateRulePackAsync(new() { Code = draft.Code, Version = draft.Version })).RulePack;
    }
}
