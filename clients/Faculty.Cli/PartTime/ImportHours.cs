using System.CommandLine;
using Faculty.Cli.Imports;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Cli.PartTime;

/// <summary>`faculty hours import FILE`: a sheet of hours, all rows or none.</summary>
internal static class ImportHours
{
    public static Command Create(Words words)
    {
        var file = Inputs.Argument("FILE", words["a .csv or .xlsx with the sheet hours (课时)", "含“课时”表的 .csv 或 .xlsx 文件"]);
        return new RequestCommand<ImportHoursRequest>(
                "import", words["record the hours of a sheet, all or none", "导入课时表，全部写入或全部不写"], words,
                ("--date", "date", "day of the record; today when absent", "登记日期，默认今天"))
            .With(file)
            .Does(null, async (request, run, ct) =>
            {
                var path = run.Parse.GetRequiredValue(file);
                (request.FileName, request.Content) = (Path.GetFileName(path), ByteString.CopyFrom(await File.ReadAllBytesAsync(path, ct)));
                var reply = await run.Connection.PartTime.ImportHoursAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply);
                }
                else
                {
                    ImportView.Faults([.. reply.Faults], run);
                    run.WriteLine(words[
                        $"{reply.RowCount} rows: {reply.CreatedCount} created, {reply.UnchangedCount} unchanged{(reply.ChangeToken.Length > 0 ? "" : "; nothing was written")}",
                        $"共 {reply.RowCount} 行：新增 {reply.CreatedCount}，未变 {reply.UnchangedCount}{(reply.ChangeToken.Length > 0 ? "" : "；未写入")}"]);
                }
                return reply.Faults.Any(f => !f.Warning) ? ExitCode.Refused : ExitCode.Done;
            });
    }

    public static Command Template(Words words)
    {
        var (file, overwrite) = (Inputs.Argument("FILE.csv", words["where to", "写入的文件"]), Inputs.Overwrite(words));
        return new Command("template", words["an empty sheet of hours as CSV", "空白课时表（CSV）"]) { file, overwrite }.Does(words, async (run, ct) =>
        {
            var path = run.Parse.GetRequiredValue(file);
            ServerFile.MustBeNew(path, run.Parse.GetValue(overwrite), words);
            // Spreadsheet programs take a file for UTF-8 by its mark only.
            await File.WriteAllTextAsync(path, "教师编号,学校代码,系部代码,月份,课时,课酬标准\r\n", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), ct);
            return ExitCode.Done;
        });
    }
}
