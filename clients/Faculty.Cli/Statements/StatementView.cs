using System.Text.Json;
using Faculty.Cli.PartTime;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Statements;

/// <summary>A statement for finance on the terminal, told from its text.</summary>
internal static class StatementView
{
    public static void Show(PrintFinanceStatementResponse reply, Run run)
    {
        if (run.Json)
        {
            run.WriteLine(reply.Content.ToStringUtf8().TrimEnd('\n'));
            return;
        }
        var words = run.Words;
        using var json = JsonDocument.Parse(reply.Content.Memory);
        var statement = json.RootElement.GetProperty("statement");
        run.WriteLine(words[
            $"{reply.StatementNumber}  {Text(statement, "scope_name")}, {Text(statement, "as_of")}, known at revision {reply.Revision} ({Text(statement, "known_at")})",
            $"{reply.StatementNumber}  {Text(statement, "scope_name")}，{Text(statement, "as_of")}，所知版本 {reply.Revision}（{Text(statement, "known_at")}）"]);
        var seats = statement.GetProperty("seats");
        var table = Tables.New(
            words["seats", "编制"], words["authorised", "核定"], words["occupied", "在编"], words["kept", "预占"], words["vacant", "空缺"], words["approved, open", "已批未用"], words["free to plan", "可报计划"], words["over", "超编"]).Right(1, 2, 3, 4, 5, 6, 7);
        foreach (var (of, name) in Parts(seats, words))
        {
            table.Row([name, .. ((string[])["authorised", "occupied", "reserved", "vacant", "open_approved", "free_to_plan", "over"]).Select(f => $"{Number(of, f)}")]);
        }
        run.Write(table);
        Documents(seats, run);
        var lines = Tables.New(words["hiring line", "招聘计划"], words["school", "学校"], words["category", "类别"], words["approved", "批准"], words["onboarded", "入职"], words["open", "未用"], words["deadline", "截止日期"], words["documents", "审批文号"]).Right(3, 4, 5);
        foreach (var line in statement.GetProperty("open_lines").EnumerateArray())
        {
            lines.Row(
                Text(line, "line_code"), Text(line, "school_code"), Terms.Parse(typeof(PostCategory), Text(line, "category")) is { } category ? words.Of(category) : Text(line, "category"), $"{Number(line, "approved")}", $"{Number(line, "onboarded")}", $"{Number(line, "open")}",
                Text(line, "deadline"), string.Join(words[", ", "、"], line.GetProperty("approvals").EnumerateArray().Select(a => Text(a, "document_number")).Distinct(StringComparer.Ordinal)));
        }
        run.Write(lines);
        var money = statement.GetProperty("part_time");
        var sums = Tables.New(
            words[$"part-time {Number(money, "year")}", $"兼职经费 {Number(money, "year")} 年"], words["budget", "预算（元）"], words["paid", "已付"], words["payable", "应付"], words["left", "结余"], words["hours", "课时"], words["heads", "人数"], words["allowed", "上限人数"]).Right(1, 2, 3, 4, 5, 6, 7);
        foreach (var (of, name) in Parts(money, words))
        {
            sums.Row([name, .. ((string[])["budget_fen", "paid_fen", "payable_fen", "left_fen", "hours_hundredths"]).Select(f => Amounts.Of(Number(of, f))), $"{Number(of, "heads")}", $"{Number(of, "allowed")}"]);
        }
        run.Write(sums);
        foreach (var school in money.GetProperty("schools").EnumerateArray())
        {
            Documents(school, run);
        }
        run.WriteLine($"SHA-256 {reply.Sha256}");
    }

    private static IEnumerable<(JsonElement Of, string Name)> Parts(JsonElement section, Words words) =>
        section.GetProperty("schools").EnumerateArray().Select(s => (s, $"{Text(s, "name")} {Text(s, "school_code")}")).Append((section, words["whole", "合计"]));

    private static void Documents(JsonElement of, Run run)
    {
        var documents = of.GetProperty("document_numbers").EnumerateArray().Select(d => d.GetString()!).ToList();
        if (documents.Count > 0)
        {
            run.WriteLine(run.Words[$"documents: {string.Join(", ", documents)}", $"依据：{string.Join("、", documents)}"]);
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
