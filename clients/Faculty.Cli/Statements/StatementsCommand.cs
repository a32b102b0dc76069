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
        var path = new Option<string>("--out") { Description = words["file to write", "写入的文件"], Required = true };
        var overwrite = Inputs.Overwrite(words);
        return new RequestCommand<PrintFinanceStatementRequest>(
                "finance", words["seats, open hiring lines and part-time money of a day", "财政报表：某日编制、未完成招聘计划与兼职教师经费"], words,
                ("--scope!", "scope_code", "school or an organisation above", "学校或上级机构"),
                ("--on", "as_of", "day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then", "按当时所知"))
            .With(path, overwrite)
            .Does(null, async (request, run, ct) =>
            {
                var file = run.Parse.GetRequiredValue(path);
                ServerFile.MustBeNew(file, run.Parse.GetValue(overwrite), words);
                var reply = await run.Connection.FinanceStatements.PrintFinanceStatementAsync(request, cancellationToken: ct);
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
