using Faculty.Cli.PartTime;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Trainers;

/// <summary>How trainers are shown.</summary>
internal static class TrainerView
{
    public static Table List(Words words) => Tables.New(
        words["trainer", "编号"], words["name", "姓名"], words["pool", "师资库"], words["state", "状态"], words["term to", "聘期止"], words["skills", "技能"], words["kinds", "授课类型"], words["shown", "同意展示"]);

    public static IEnumerable<string> Row(Trainer trainer, Words words) =>
    [
        trainer.TrainerId, Person(trainer, words), trainer.OrganisationCode, words.Of(trainer.State), Dates.Of(trainer.TermLastDate),
        string.Join(words["; ", "；"], trainer.Skills.Where(s => s.Valid).Select(s => $"{Occupation(s.OccupationCode)} {words.Of(s.Level)}")), Kinds(trainer.Kinds, words), Tables.Cell(trainer.Consented, words),
    ];

    public static void Whole(Trainer trainer, Run run)
    {
        var words = run.Words;
        Head(trainer, run);
        run.WriteRows(trainer.Skills, s => [Occupation(s.OccupationCode), words.Of(s.Level), s.Valid ? words["counts", "有效"] : words["does not count", "无效"], Dates.Of(s.ValidLastDate), s.CredentialId],
            words["occupation", "职业"], words["level", "等级"], words["on the day", "当日"], words["to", "有效期至"], words["credential", "证书编号"]);
        run.WriteRows(trainer.Timetable, b => [words.Of(b.Weekday), $"{TrainerParts.Of(b.FromTime)}–{TrainerParts.Of(b.ToTime)}", Dates.Of(b.StartDate), Dates.Of(b.LastDate)], words["lessons", "课表"], words["time", "时间"], words["from", "开始"], words["to", "结束"]);
        run.WriteRows(trainer.Leaves, l => [Dates.Of(l.StartDate), Dates.Of(l.LastDate)], words["leave from", "请假开始"], words["to", "请假结束"]);
        run.WriteRows(trainer.Events, e => [words.Of(e.Type), Dates.Of(e.EffectiveDate), Dates.Of(e.LastDate), e.DocumentNumber, e.NameShown ? words["with name", "含姓名"] : e.Remark, e.EventId],
            words["event", "变动"], words["on", "生效"], words["to", "至"], words["document", "文号"], words["remark", "备注"], words["id", "编号"]);
    }

    /// <summary>The trainer as a write left it.</summary>
    public static int Written(ITrainerReply reply, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Whole(reply.Trainer, run);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }

    public static string Kinds(IEnumerable<TeachingKind> kinds, Words words) => string.Join(words[", ", "、"], kinds.Select(k => words.Of(k)));

    private static void Head(Trainer trainer, Run run)
    {
        var words = run.Words;
        run.WriteLine($"{trainer.TrainerId}  {Person(trainer, words)}  {trainer.OrganisationCode}  {words.Of(trainer.State)}" + (trainer.TermLastDate is null ? "" : words[$"  to {Dates.Of(trainer.TermLastDate)}", $"  至 {Dates.Of(trainer.TermLastDate)}"]));
        run.WriteLine($"{Kinds(trainer.Kinds, words)}  {string.Join(' ', trainer.Languages)}  " + words[$"{Amounts.Of(trainer.FeeFen)} yuan an hour", $"课酬 {Amounts.Of(trainer.FeeFen)} 元/小时"]);
        if (trainer.Caps is { } caps)
        {
            run.WriteLine(words[$"at most {Hours(caps.WeekHours)} hours a week, {Hours(caps.MonthHours)} a month, {Hours(caps.QuarterHours)} a quarter", $"课时上限：周 {Hours(caps.WeekHours)}，月 {Hours(caps.MonthHours)}，季度 {Hours(caps.QuarterHours)}"]);
        }
        if (trainer.Travel is { } travel)
        {
            run.WriteLine(words[$"travels from {travel.PlaceCode}, at most {travel.MostMinutes} minutes", $"出行：自 {travel.PlaceCode}，单程最远 {travel.MostMinutes} 分钟"]);
        }
        if (trainer.BlockedEnterpriseCodes.Count > 0)
        {
            run.WriteLine(words["does not teach at ", "回避企业 "] + string.Join(' ', trainer.BlockedEnterpriseCodes));
        }
        run.WriteLine(trainer.Consented ? words[$"agrees to be shown: profile {trainer.ProfileCode}", $"同意展示：公开档案 {trainer.ProfileCode}"] : words["does not agree to be shown", "未同意展示"]);
    }

    private static string Hours(int hours) => hours == 0 ? "–" : $"{hours}";

    private static string Occupation(string code) => CodeNames.Of("faculty.v1.Credential.occupation_code", code);

    // A person whom the caller may not see has no id; one who was erased has no name.
    private static string Person(Trainer trainer, Words words) =>
        trainer.DisplayName.Length > 0 ? trainer.DisplayName : trainer.TeacherId.Length > 0 ? words["(erased)", "（已抹除）"] : words["(of another school)", "（外校人员）"];
}
