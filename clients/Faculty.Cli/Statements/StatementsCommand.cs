using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Statements;

/// <summary>`faculty statements …` (报表).</summary>
internal static class StatementsCommand
{
    public static Command Create(Words words) => new("statements", words["statements that are printed alike however often", "报表：相同口径重复打印内容一致"])
    {
        Finance(words),
    };

    private static Command Finance(Words words)
    {
        var path = new Option<string?>("--out") { Description = words["file to write: .pdf to print and file, else the text that is signed for; shown when absent", "写入的文件：.pdf 用于打印存档，其他为原文；不填则显示"] };
        var overwrite = Inputs.Overwrite(words);
        return new RequestCommand<PrintFinanceStatementRequest>(
                "finance", words["seats, open hiring lines and part-time money of a day", "财政报表：某日编制、未完成招聘计划与兼职教师经费"], words,
                ("--scope!", "scope_code", "school or an organisation above", "学校或上级机构"),
                ("--on", "as_of", "day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then", "按当时所知"))
            .With(path, overwrite)
            .Does(null, async (request, run, ct) =>
            {
                var file = run.Parse.GetValue(path);
                if (file is not null)
                {
                    ServerFile.MustBeNew(file, run.Parse.GetValue(overwrite), words);
                    request.Pdf = file.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);
                }
                var reply = await run.Connection.FinanceStatements.PrintFinanceStatementAsync(request, cancellationToken: ct);
                if (file is null)
                {
                    StatementView.Show(reply, run);
                    return ExitCode.Done;
                }
                await using (var written = new ServerFile(file))
                {
                    await written.AddAsync(reply.Content, ct);
                    written.Whole();
                }
                run.Report(
                    words[
                        $"{reply.StatementNumber} written to {file}, SHA-256 {reply.Sha256}; --known-at {reply.Revision} prints it again.",
                        $"{reply.StatementNumber} 已写入 {file}，SHA-256 {reply.Sha256}；用 --known-at {reply.Revision} 可重复打印。"],
                    ("statementNumber", reply.StatementNumber), ("sha256", reply.Sha256), ("revision", reply.Revision), ("file", file));
                return ExitCode.Done;
            });
    }
}
