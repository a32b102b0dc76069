using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.PartTime;

/// <summary>`faculty hours payable FILE`: the payable lines of a day as a workbook.</summary>
internal static class PayableHours
{
    public static Command Create(Words words)
    {
        var (file, overwrite) = (Inputs.Argument("FILE.xlsx", words["where to", "写入的文件"]), Inputs.Overwrite(words));
        return new RequestCommand<DownloadPayableRequest>(
                "payable", words["the payable lines of a day as a workbook with totals", "导出应付课时费工作簿，含合计公式"], words,
                ("--scope!", "scope_code", "at or below", "机构，含下级"),
                ("--year", "year", "calendar year; that of the day when absent", "年份，默认为查询日所在年"),
                ("--on", "as_of", "day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then", "按当时所知"))
            .With(file)
            .With(overwrite)
            .Does(null, async (request, run, ct) =>
            {
                var path = run.Parse.GetRequiredValue(file);
                ServerFile.MustBeNew(path, run.Parse.GetValue(overwrite), words);
                using var call = run.Connection.PartTime.DownloadPayable(request, cancellationToken: ct);
                await using var written = new ServerFile(path);
                await foreach (var message in call.ResponseStream.ReadAllAsync(ct))
                {
                    await written.AddAsync(message.Content, ct);
                }
                written.Whole();
                run.Report(words[$"Written to {path}.", $"已写入 {path}。"], ("file", path));
                return ExitCode.Done;
            });
    }
}
