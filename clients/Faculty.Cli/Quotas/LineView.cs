using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>How hiring lines are shown.</summary>
internal static class LineView
{
    public static Spectre.Console.Table List(Words words) => Tables.New(
        words["line", "计划编号"], words["school", "学校"], words["department", "系部"], words["category", "类别"], words["route", "途径"], words["state", "状态"], words["requested", "申请"], words["approved", "批准"],
        words["announced", "公告"], words["appointed", "拟聘"], words["onboarded", "入职"], words["open", "未用"], words["deadline", "截止日期"], words["documents", "文号"]).Right(6, 7, 8, 9, 10, 11);

    public static IEnumerable<string> Row(HiringLineOnADay row, Words words)
    {
        var (line, counts) = (row.Line, row.Counts);
        return
        [
            line.Code, line.SchoolCode, line.DepartmentCode, words.Of(line.Category), words.Of(line.Route), words.Of(counts.State), $"{counts.Requested}", $"{counts.Approved}", $"{counts.Announced}", $"{counts.Appointed}",
            $"{counts.Onboarded}", $"{counts.Open}", Dates.Of(counts.Deadline), string.Join(words[", ", "、"], Approvals(line, counts.AsOf).Select(s => s.DocumentNumber).Where(d => d.Length > 0).Distinct()),
        ];
    }

    // Those that stand on the day: a line that was returned is approved anew.
    private static IEnumerable<HiringStep> Approvals(HiringLine line, Google.Type.Date day) =>
        line.Steps.Where(s => string.CompareOrdinal(Dates.Of(s.Date), Dates.Of(day)) <= 0).Reverse().TakeWhile(s => s.Type != HiringStepType.Return).Where(s => s.Type == HiringStepType.Approve).Reverse();

    public static void Whole(HiringLine line, HiringCounts counts, Run run)
    {
        var words = run.Words;
        run.WriteLine($"{line.Code}  {line.SchoolCode} {line.DepartmentCode}  {words.Of(line.Category)}  {words.Of(line.Route)}  {words.Of(counts.State)}");
        run.WriteLine(words[
            $"On {Dates.Of(counts.AsOf)}: {counts.Requested} requested, {counts.Approved} approved, {counts.Announced} announced, {counts.Appointed} appointed, {counts.Onboarded} onboarded, {counts.Open} open until {Dates.Of(counts.Deadline)}; revision {line.Etag.Trim('"')}",
            $"{Dates.Of(counts.AsOf)}：申请 {counts.Requested}，批准 {counts.Approved}，公告 {counts.Announced}，拟聘 {counts.Appointed}，入职 {counts.Onboarded}，未用 {counts.Open}，截止 {Dates.Of(counts.Deadline)}；版本 {line.Etag.Trim('"')}"]);
        if (line.Steps.Count > 0)
        {
            var table = Tables.New(words["date", "日期"], words["step", "步骤"], words["office", "部门"], words["count", "人数"], words["deadline", "截止日期"], words["document", "文号"], words["note", "说明"]).Right(3);
            foreach (var step in line.Steps)
            {
                table.Row(Dates.Of(step.Date), words.Of(step.Type), words.Of(step.Office), step.Count > 0 ? $"{step.Count}" : "", Dates.Of(step.Deadline), step.DocumentNumber, step.Note);
            }
            run.Write(table);
        }
        if (line.Candidates.Count > 0)
        {
            var table = Tables.New(words["number", "准考证号"], words["state", "状态"], words["appointed", "拟聘日期"], words["closed", "入职或放弃"], words["teacher", "教师编号"], words["candidate", "拟聘人员编号"]);
            foreach (var candidate in line.Candidates)
            {
                table.Row(candidate.CandidateNumber, words.Of(candidate.State), Dates.Of(candidate.AppointDate), Dates.Of(candidate.CloseDate), candidate.TeacherId, candidate.CandidateId);
            }
            run.Write(table);
        }
    }

    /// <summary>The line as a write left it.</summary>
    public static int Written(IHiringReply reply, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Whole(reply.Line, reply.Counts, run);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }
}
