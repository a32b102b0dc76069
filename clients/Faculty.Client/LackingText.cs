using Faculty.V1;

namespace Faculty.Client;

/// <summary>What a requirement lacks, as people say it: 还差企业实践 41 天.</summary>
public static class LackingText
{
    private static readonly string[] SkillLevels = ["", "一级", "二级", "三级", "四级", "五级"];
    private static readonly (string English, string Chinese)[] TitleRanks =
        [("none", "无"), ("assistant technician", "员级"), ("assistant", "助理级"), ("intermediate", "中级"), ("associate senior", "副高"), ("senior", "正高")];

    private static readonly (string English, string Chinese)[] Educations =
        [("primary school", "小学"), ("junior middle school", "初中"), ("senior middle school", "高中或中专"), ("junior college", "专科"), ("bachelor's", "本科"), ("master's", "硕士研究生"), ("doctorate", "博士研究生")];

    private static readonly (string English, string Chinese)[] Degrees = [("none", "无"), ("bachelor", "学士"), ("master", "硕士"), ("doctor", "博士")];

    /// <summary>Empty when nothing is lacking.</summary>
    public static string Of(Lacking? lacking, Language language) => lacking is null ? "" : language == Language.Chinese ? Chinese(lacking) : English(lacking);

    private static string Chinese(Lacking l) => l.Unit switch
    {
        LackingUnit.Days => $"还差企业实践 {l.Needed - l.Held} 天（需 {l.Needed} 天，已有 {l.Held} 天）",
        LackingUnit.Months => $"还差 {l.Needed - l.Held} 个月（需 {l.Needed} 个月，已有 {l.Held} 个月）",
        LackingUnit.Credential => "没有当日有效的证书",
        LackingUnit.SkillLevel => $"需{SkillLevels[l.Needed]}及以上，{(l.Held == 0 ? "尚无" : $"现为{SkillLevels[l.Held]}")}",
        LackingUnit.TitleRank => $"需{TitleRanks[l.Needed].Chinese}及以上，{(l.Held == 0 ? "尚无" : $"现为{TitleRanks[l.Held].Chinese}")}",
        LackingUnit.EducationRank => $"需{Educations[l.Needed / 10].Chinese}毕业及以上，{(l.Held == 0 ? "尚无登记" : $"现为{Educations[l.Held / 10].Chinese}")}",
        LackingUnit.DegreeRank => $"需{Degrees[l.Needed].Chinese}及以上学位，{(l.Held == 0 ? "尚无" : $"现为{Degrees[l.Held].Chinese}")}",
        LackingUnit.RecognitionLevel => $"需{Terms.Of((RecognitionLevel)l.Needed, Language.Chinese)}及以上认定，{(l.Held == 0 ? "尚无有效认定" : $"现为{Terms.Of((RecognitionLevel)l.Held, Language.Chinese)}")}",
        LackingUnit.Honour => "没有此类荣誉",
        LackingUnit.Post => "当日不在此类岗位",
        LackingUnit.Alternatives => $"须满足其中 {l.Needed} 项，现满足 {l.Held} 项",
        _ => $"需 {l.Needed}，现有 {l.Held}",
    };

    private static string English(Lacking l) => l.Unit switch
    {
        LackingUnit.Days => $"{l.Needed - l.Held} days of enterprise practice short ({l.Held} of {l.Needed})",
        LackingUnit.Months => $"{l.Needed - l.Held} months short ({l.Held} of {l.Needed})",
        LackingUnit.Credential => "no such credential valid on the day",
        LackingUnit.SkillLevel => $"level {l.Needed} or higher needed, {(l.Held == 0 ? "none held" : $"{l.Held} held (5 is the lowest)")}",
        LackingUnit.TitleRank => $"{TitleRanks[l.Needed].English} rank needed, {TitleRanks[l.Held].English} held",
        LackingUnit.EducationRank => $"{Educations[l.Needed / 10].English} needed, {(l.Held == 0 ? "none recorded" : $"{Educations[l.Held / 10].English} held")}",
        LackingUnit.DegreeRank => $"degree of {Degrees[l.Needed].English} needed, {Degrees[l.Held].English} held",
        LackingUnit.RecognitionLevel => $"{Terms.Of((RecognitionLevel)l.Needed, Language.English)} recognition needed, {(l.Held == 0 ? "none in force" : $"{Terms.Of((RecognitionLevel)l.Held, Language.English)} in force")}",
        LackingUnit.Honour => "no such honour",
        LackingUnit.Post => "in no such post on the day",
        LackingUnit.Alternatives => $"{l.Needed} of these needed, {l.Held} met",
        _ => $"{l.Needed} needed, {l.Held} held",
    };
}
