using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Imports;

/// <summary>`faculty template`: an empty workbook with notes and drop-downs.</summary>
internal static class TemplateCommand
{
    public static Command Create(Words words)
    {
        var path = Inputs.Argument("FILE.xlsx", words["workbook to write", "要写入的工作簿"]);
        var overwrite = Inputs.Overwrite(words);
        return new Command("template", words["write an empty workbook to fill in", "生成空白导入模板"]) { path, overwrite }.Does(words, async (run, ct) =>
        {
            ServerFile.MustBeNew(run.Parse.GetRequiredValue(path), run.Parse.GetValue(overwrite), words);
            await using var file = new ServerFile(run.Parse.GetRequiredValue(path));
            using var call = run.Connection.Exports.DownloadTemplate(new(), cancellationToken: ct);
            var bytes = 0L;
            while (await call.ResponseStream.MoveNext(ct))
            {
                await file.AddAsync(call.ResponseStream.Current.Content, ct);
                bytes += call.ResponseStream.Current.Content.Length;
            }
            file.Whole();
            run.Report(words[$"{bytes} bytes written.", $"已写入 {bytes} 字节。"], ("bytes", bytes));
            return ExitCode.Done;
        });
    }
}
