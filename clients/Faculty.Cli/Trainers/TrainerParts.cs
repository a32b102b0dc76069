using System.CommandLine;
using Faculty.Cli.PartTime;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Google.Type;

namespace Faculty.Cli.Trainers;

/// <summary>Parts of a trainer as they are typed, each in one word with = between its cells.</summary>
internal sealed class TrainerParts(Words words)
{
    private readonly Option<string[]> skills = Many("--skill", words["a skill: OCCUPATION=LEVEL=CREDENTIAL_ID, such as 6-18-02-04=3=…; may be repeated, replaces all", "技能：职业编码=等级=证书编号，如 6-18-02-04=3=…；可重复，替换全部"]);
    private readonly Option<string[]> kinds = Many("--kind", words["kind of teaching; may be repeated, replaces all", "授课类型；可重复，替换全部"]);
    private readonly Option<string?> fee = Inputs.Text("--fee", words["yuan an hour, such as 120.00", "每小时课酬（元），如 120.00"]);

    public Option[] Options => [skills, kinds, fee];

    /// <summary>Fills what was typed; answers the fields.</summary>
    public IReadOnlyList<string> Fill(Trainer trainer, ParseResult parse)
    {
        var filled = new List<string>();
        if (parse.GetValue(skills) is { Length: > 0 } typed)
        {
            trainer.Skills.Add(typed.Select(Skill));
            filled.Add("skills");
        }
        if (parse.GetValue(kinds) is { Length: > 0 } named)
        {
            trainer.Kinds.Add(named.Select(k => Coded<TeachingKind>("--kind", k)));
            filled.Add("kinds");
        }
        if (parse.GetValue(fee) is { } yuan)
        {
            trainer.FeeFen = Amounts.Parse(yuan, "--fee", words);
            filled.Add("fee_fen");
        }
        return filled;
    }

    /// <summary>WEEKDAY=08:00-09:40=FIRST_DAY, or with =LAST_DAY behind it.</summary>
    public static WeeklyBlock Block(string text, Words words)
    {
        var cells = text.Split('=');
        if (cells.Length is 3 or 4 && Terms.Parse(typeof(Weekday), cells[0]) is Weekday weekday && cells[1].Split('-') is [var from, var to] && Time(from) is { } begins && Time(to) is { } ends
            && Dates.Parse(cells[2], monthWillDo: false) is { } first && (cells.Length == 3 || Dates.Parse(cells[3], monthWillDo: false) is not null))
        {
            return new() { Weekday = weekday, FromTime = begins, ToTime = ends, StartDate = first, LastDate = cells.Length == 4 ? Dates.Parse(cells[3], monthWillDo: false) : null };
        }
        throw new UsageException(words[
            "--block takes WEEKDAY=08:00-09:40=FIRST_DAY or WEEKDAY=08:00-09:40=FIRST_DAY=LAST_DAY.", "--block 应写作“星期=08:00-09:40=开始日期”或“星期=08:00-09:40=开始日期=结束日期”。"]);
    }

    public static string Of(TimeOfDay time) => $"{time.Hours:00}:{time.Minutes:00}";

    private TrainerSkill Skill(string text) => text.Split('=') is [var occupation, var level, var credential]
        ? new() { OccupationCode = occupation, Level = level is [>= '1' and <= '5'] ? (SkillLevel)(level[0] - '0') : Coded<SkillLevel>("--skill", level), CredentialId = credential }
        : throw new UsageException(words["--skill takes OCCUPATION=LEVEL=CREDENTIAL_ID.", "--skill 应写作“职业编码=等级=证书编号”。"]);

    private TEnum Coded<TEnum>(string option, string text)
        where TEnum : struct, Enum => Terms.Parse(typeof(TEnum), text) is TEnum value
            ? value
            : throw new UsageException(words[
                $"{option} takes one of {string.Join(", ", Terms.Values(typeof(TEnum)).Select(Terms.Code))}.", $"{option} 应为下列之一：{string.Join("、", Terms.Values(typeof(TEnum)).Select(words.Of))}。"]);

    private static TimeOfDay? Time(string text) =>
        text is [>= '0' and <= '2', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9'] && int.Parse(text[..2]) is < 24 and var hours ? new() { Hours = hours, Minutes = int.Parse(text[3..]) } : null;

    private static Option<string[]> Many(string name, string help) => new(name) { Description = help };
}
