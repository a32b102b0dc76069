using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas workbook`: balance, hiring lines, persons on seats and changes, for a spreadsheet program.</summary>
internal static class DownloadWorkbook
{
    public static Command Create(Words words)
    {
        var file = new Option<string>("--out") { Description = words["workbook .xlsx to write", "写入的工作簿 .xlsx"], Required = true };
        var overwrite = Inputs.Overwrite(words);
        return new RequestCommand<DownloadSeatWorkbookRequest>(
                "workbook", words["balance, hiring lines, persons and changes as a workbook", "导出编制工作簿：余额、招聘计划、人员、变动"], words,
                ("--scope!", "scope_code", "code of the organisation", "机构代码"),
                ("--on", "as_of", "the day; today in China when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"),
                ("--changes-after", "changes_after", "changes after this day; 12 months before when absent", "列出此日之后的变动，默认前 12 个月"))
            .With(file, overwrite)
            .Does(null, async (request, run, ct) =>
            {
                var path = run.Parse.GetRequiredValue(file);
                ServerFile.MustBeNew(path, run.Parse.GetValue(overwrite), words);
                request.Chinese = words.Language == Language.Chinese;
                using var call = run.Connection.Seats.DownloadSeatWorkbook(request, cancellationToken: ct);
                await using var target = new ServerFile(path);
                var revision = 0L;
                while (await call.ResponseStream.MoveNext(ct))
                {
                    revision = call.ResponseStream.Current.Revision;
                    await target.AddAsync(call.ResponseStream.Current.Content, ct);
                }
                target.Whole();
                run.Report(words[$"Written to {path}, as known at revision {revision}.", $"已写入 {path}，所知版本 {revision}。"], ("revision", revision));
                return ExitCode.Done;
            });
    }
}
