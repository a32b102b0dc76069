using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Imports;

/// <summary>`faculty export`: what import reads, as a workbook or a folder of CSV files.</summary>
internal static class ExportCommand
{
    public static Command Create(Words words)
    {
        var path = Inputs.Argument("PATH", words["workbook .xlsx, or folder for CSV files", "工作簿 .xlsx 或存放 CSV 的文件夹"]);
        var csv = Inputs.Flag("--csv", words["a folder of CSV files, whatever its name", "按 CSV 文件夹导出"]);
        var overwrite = Inputs.Overwrite(words);
        return new RequestCommand<ExportRosterRequest>(
                "export", words["write the roster in the form that import reads", "按导入格式导出"], words,
                ("--scope", "scope_code", "organisation whose teachers are exported; all when absent", "机构代码，默认全部"),
                ("--as-of", "as_of", "only facts in force on this day", "只导出该日有效的记录"))
            .With(path).With(csv, overwrite)
            .Does(null, async (request, run, ct) =>
            {
                var target = run.Parse.GetRequiredValue(path);
                ServerFile.MustBeNew(target, run.Parse.GetValue(overwrite), words);
                var folder = run.Parse.GetValue(csv) || !target.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
                request.Chinese = words.Language == Language.Chinese;
                request.Format = folder ? RosterFormat.Csv : RosterFormat.Xlsx;
                var last = await run.WatchedAsync(progressed => WriteAsync(request, target, folder, progressed, run, ct));
                run.Report(
                    words[$"{last.RowsDone} rows, as known at revision {last.Revision}.", $"{last.RowsDone} 行，所知版本 {last.Revision}。"],
                    ("rows", last.RowsDone), ("revision", last.Revision));
                return ExitCode.Done;
            });
    }

    private static async Task<ExportRosterResponse> WriteAsync(
        ExportRosterRequest request, string target, bool folder, Progressed progressed, Run run, CancellationToken ct)
    {
        using var call = run.Connection.Exports.ExportRoster(request, cancellationToken: ct);
        List<ServerFile> files = [];
        var last = new ExportRosterResponse();
        try
        {
            while (await call.ResponseStream.MoveNext(ct))
            {
                var part = call.ResponseStream.Current;
                if (part.FileName.Length > 0)
                {
                    // The server names the file; where it lies is ours to say.
                    files.Add(new(folder ? Path.Combine(target, Path.GetFileName(part.FileName)) : target));
                }
                if (part.Content.Length > 0)
                {
                    await files[^1].AddAsync(part.Content, ct);
                }
                last = new() { RowsDone = Math.Max(last.RowsDone, part.RowsDone), Revision = Math.Max(last.Revision, part.Revision) };
                progressed(run.Words["exporting", "导出"], 0, 0);
            }
            // All tables or none: a folder with half an export reads like people who left.
            files.ForEach(f => f.Whole());
            return last;
        }
        finally
        {
            foreach (var file in files)
            {
                await file.DisposeAsync();
            }
        }
    }
}
