using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>How balances and persons on seats are shown: what it is of, as of when, known at which revision, on which documents; then the numbers.</summary>
internal static class SeatView
{
    public static void Whole(GetSeatsResponse reply, Run run)
    {
        var words = run.Words;
        var figure = reply.Figure;
        run.WriteLine(words[
            $"Seats of {Scope(figure)} on {Dates.Of(figure.AsOf)}, known at revision {figure.Revision}",
            $"{Scope(figure)} 编制余额，{Dates.Of(figure.AsOf)}，所知版本 {figure.Revision}"]);
        string[] compared = reply.Compared is null ? [] : [words["occupied then", "比较日在编"], words["change", "增减"], words["vacant then", "比较日空缺"], words["change", "增减"]];
        var table = Tables.New([
            words["scope", "范围"], words["authorised", "核定"], words["occupied", "在编"], words["kept", "预占"], words["vacant", "空缺"], words["approved, not filled", "已批未用"],
            words["free to plan", "可报计划"], words["over", "超编"], .. compared]).Right([.. Enumerable.Range(1, 7 + compared.Length)]);
        Row(table, figure, reply.Compared, "", words);
        run.Write(table);
        Notes(figure, run);
        if (reply.Compared is { } then)
        {
            run.WriteLine(words[$"Compared with {Dates.Of(then.AsOf)}:", $"比较日 {Dates.Of(then.AsOf)}："]);
            Notes(then, run);
        }
    }

    public static Spectre.Console.Table Holders(Words words) => Tables.New(
        words["school", "学校"], words["department", "系部"], words["category", "类别"], words["staff number", "工号"], words["name", "姓名"], words["on a seat since", "在编起"], words["until", "在编止"],
        words["why", "离任原因"], words["line", "计划编号"], words["teacher", "教师编号"]);

    public static IEnumerable<string> Row(Seat seat, Words words) =>
    [
        seat.SchoolCode, seat.DepartmentCode, words.Of(seat.Category), seat.StaffNumber, seat.DisplayName, Dates.Of(seat.StartDate), Dates.Of(seat.LastDate), seat.EndReason, seat.LineCode, seat.TeacherId,
    ];

    private static void Row(Spectre.Console.Table table, SeatFigure figure, SeatFigure? then, string indent, Words words, string scope = "")
    {
        string[] compared = then is null ? []
            : [$"{then.Occupied}", Change(figure.Occupied - then.Occupied), Maybe(then.HasVacant, then.Vacant), figure.HasVacant && then.HasVacant ? Change(figure.Vacant - then.Vacant) : ""];
        table.Row([
            indent + Name(figure, scope, words), Maybe(figure.HasAuthorised, figure.Authorised), $"{figure.Occupied}", $"{figure.Reserved}", Maybe(figure.HasVacant, figure.Vacant), $"{figure.OpenApproved}",
            Maybe(figure.HasFreeToPlan, figure.FreeToPlan), figure.HasAuthorised ? $"{figure.Over}" : "", .. compared]);
        var parts = then is null ? figure.Parts.Select(p => (Now: p, Then: (SeatFigure?)null)) : SeatComparison.Parts(figure, then).Select(p => (p.Now, (SeatFigure?)p.Then));
        foreach (var (part, before) in parts)
        {
            Row(table, part, before, indent + "  ", words, figure.ScopeCode);
        }
    }

    private static string Name(SeatFigure figure, string above, Words words) =>
        figure.Pool ? words["pool of the other categories", "其他类别共用"]
        : figure.WithoutDepartment ? words["without a department", "未分系部"]
        : figure.Category != PostCategory.Unspecified && figure.ScopeCode == above ? words.Of(figure.Category)
        : Scope(figure);

    private static void Notes(SeatFigure figure, Run run)
    {
        var words = run.Words;
        if (figure.DocumentCount > 0)
        {
            var more = figure.DocumentCount > figure.DocumentNumbers.Count ? words[$" and {figure.DocumentCount - figure.DocumentNumbers.Count} more", $" 等 {figure.DocumentCount} 件"] : "";
            run.WriteLine(words[$"Documents: {string.Join(", ", figure.DocumentNumbers)}{more}", $"依据文号：{string.Join("、", figure.DocumentNumbers)}{more}"]);
        }
        if (figure.HasCap)
        {
            run.WriteLine(words[$"Cap of the organisation: {figure.Cap}", $"编制总量：{figure.Cap}"]);
        }
        if (figure.Unrecorded > 0)
        {
            run.WriteLine(words[
                $"{figure.Unrecorded} of those occupied and over are at schools for which no seats are recorded.", $"其中 {figure.Unrecorded} 人所在学校未录入核定编制，故计为超编。"]);
        }
        if (figure.Over > figure.Unrecorded)
        {
            run.WriteLine(words["Over the establishment: see the parts. A want elsewhere does not make up for it.", "存在超编，见分项；他处空缺不抵超编。"]);
        }
    }

    private static string Scope(SeatFigure figure) => $"{figure.ScopeName} {figure.ScopeCode}";

    private static string Maybe(bool has, int number) => has ? $"{number}" : "";

    private static string Change(int by) => $"{by:+0;-0;0}";
}
