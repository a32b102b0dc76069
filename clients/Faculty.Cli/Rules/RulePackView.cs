using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rules;

/// <summary>How rule packs are shown.</summary>
internal static class RulePackView
{
    public static string Version(RulePack pack) => $"{pack.Code}/{pack.Version}";

    /// <summary>The last day it holds; open when there is none.</summary>
    public static string Last(RulePack pack, Words words) =>
        pack.WithdrawnFrom is { } from ? words[$"withdrawn from {Dates.Of(from)}", $"自 {Dates.Of(from)} 废止"] : pack.LastDate is null ? words["open", "长期"] : Dates.Of(pack.LastDate);

    public static void Head(RulePack pack, Run run)
    {
        var words = run.Words;
        run.WriteLine($"{Version(pack)}  {words.Of(pack.Layer)} {pack.OrganisationCode}  {words.Of(pack.State)}  {Dates.Of(pack.StartDate)} – {Last(pack, words)}");
        run.WriteLine($"{pack.Title}  {pack.DocumentNumber}  {Dates.Of(pack.IssuedOn)}");
        if (pack.ParentCode.Length > 0)
        {
            run.WriteLine(words["stands on ", "上级规则 "] + (pack.ParentVersion > 0 ? $"{pack.ParentCode}/{pack.ParentVersion}" : pack.ParentCode));
        }
    }

    public static void Whole(GetRulePackResponse reply, Run run)
    {
        var words = run.Words;
        Head(reply.RulePack, run);
        foreach (var note in reply.RulePack.Notes)
        {
            run.WriteLine($"* {note}");
        }
        // A draft does not stand on anything yet: its own rules are all there is to show.
        foreach (var level in (reply.ResultingLevels.Count > 0 ? reply.ResultingLevels : reply.RulePack.Levels).OrderBy(l => l.Track).ThenBy(l => l.Level))
        {
            run.WriteLine("");
            run.WriteLine(words[
                $"{words.Of(level.Track)} {words.Of(level.Level)}: decided by the {words.Of(level.DecidingTier)}, {level.PublicityWorkingDays} working days of publicity, valid {level.ValidityMonths} months, recheck within {level.RecheckMonths}",
                $"{words.Of(level.Track)} {words.Of(level.Level)}：{words.Of(level.DecidingTier)}认定，公示 {level.PublicityWorkingDays} 个工作日，有效期 {level.ValidityMonths} 个月，{level.RecheckMonths} 个月内复核"]);
            var table = Tables.New(words["code", "代码"], words["requirement", "条件"], words["asked for", "要求"], words["note", "说明"]);
            foreach (var requirement in level.Requirements)
            {
                table.Row(requirement.Code, requirement.Title, RequirementText.Of(requirement, words), requirement.Note);
                foreach (var one in requirement.Choice?.Alternatives ?? [])
                {
                    table.Row($"  {one.Code}", one.Title, RequirementText.Of(one, words), one.Note);
                }
            }
            foreach (var route in level.Exceptions)
            {
                table.Row(route.Code, route.Title, words[$"without {string.Join(", ", route.Waives)}", $"免 {string.Join("、", route.Waives)}"], route.NeedsMinute ? words["needs a committee's minute", "须有评审会议纪要"] : "");
            }
            run.Write(table);
        }
    }

    public static int Written(IRulePackReply reply, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Head(reply.RulePack, run);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }
}
