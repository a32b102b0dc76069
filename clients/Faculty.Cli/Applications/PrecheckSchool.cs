using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>`applications precheck --school`: everybody with what they lack, and the counts.</summary>
internal static class PrecheckSchool
{
    public static async Task<int> ShowAsync(PrecheckSchoolRequest request, Run run, CancellationToken ct)
    {
        var words = run.Words;
        using var call = run.Connection.Prechecks.PrecheckSchool(request, cancellationToken: ct);
        while (await call.ResponseStream.MoveNext(ct))
        {
            var message = call.ResponseStream.Current;
            if (run.Json)
            {
                run.WriteJson(message);
            }
            else if (message.Rules is { } rules)
            {
                run.WriteLine(words[
                    $"{words.Of(rules.Track)} {words.Of(rules.Level)} by {rules.RuleVersion} on {Dates.Of(rules.AsOf)}",
                    $"{words.Of(rules.Track)}{words.Of(rules.Level)}，规则 {rules.RuleVersion}，{Dates.Of(rules.AsOf)}"]);
            }
            else if (message.Teachers is { } some)
            {
                var table = Tables.New(words["id", "编号"], words["name", "姓名"], words["staff number", "工号"], words["result", "结果"], words["application", "申报"], words["lacking", "尚缺"]);
                foreach (var teacher in some.Teachers)
                {
                    table.Row(teacher.TeacherId, teacher.DisplayName, teacher.StaffNumber, words.Of(teacher.Result), FindingsView.MayApply(teacher.MayApply, teacher.Held, words), FindingsView.Lacking(teacher.Findings, words));
                }
                run.Write(table);
            }
            else if (message.Counts is { } counts)
            {
                Write(counts, run);
            }
        }
        return ExitCode.Done;
    }

    private static void Write(PrecheckCounts counts, Run run)
    {
        var words = run.Words;
        var table = Tables.New(words["requirement", "条件"], words["met", "已满足"], words["lacking", "尚缺"], words["manual", "人工审核"], words["unavailable", "数据源未接入"]).Right(1, 2, 3, 4);
        foreach (var (title, of) in counts.Requirements.Select(r => (r.Title, r.Counts)).Prepend((words["the whole", "总体"], counts.Total)))
        {
            table.Row(title, $"{of.MetCount}", $"{of.LackingCount}", $"{of.ManualCount}", $"{of.UnavailableCount}");
        }
        run.Write(table);
        run.WriteLine(words[
            $"{counts.MayApplyCount} may apply; {counts.HeldCount} lack nothing and hold the level or a higher one",
            $"可申报 {counts.MayApplyCount} 人；条件具备但已持有该级别或更高级别 {counts.HeldCount} 人"]);
    }
}
