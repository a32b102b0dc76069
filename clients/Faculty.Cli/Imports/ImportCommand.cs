using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Imports;

/// <summary>`faculty import`: sends a workbook or CSV files, has them checked or taken, and prints every fault and the counts.</summary>
internal static class ImportCommand
{
    public static Command Create(Words words)
    {
        var path = Inputs.Argument("PATH", words["a workbook .xlsx, a folder of CSV files, or one CSV file", "工作簿 .xlsx、CSV 文件夹或单个 CSV"]);
        var check = Inputs.Flag("--check", words["check everything, write nothing", "只检查，不写入"]);
        var partial = Inputs.Flag("--partial", words["take the good persons, list the others", "导入无误的人员，列出其余"]);
        var blocks = Inputs.Flag(
            "--blocks", words["block by block, for more than 200,000 rows; run again to finish", "分块导入，用于超过 20 万行；可重复运行直至完成"]);
        var errors = Inputs.Text("--errors", words["write the rows back as a workbook with faults marked", "将标出错误的工作簿写到该文件"]);
        var command = new RequestCommand<RunImportRequest>(
            "import", words["take in a roster", "导入名册"], words,
            ("--max-faults", "max_faults", "most faults to list: 1,000 when absent", "最多列出的错误数，默认 1000"),
            ("--reason", "reason", "why, for the journal; no personal data", "操作原因，记入日志；不得含个人信息"))
            .With(path).With(check, partial, blocks, errors)
            .Does(
                (request, _) => request.Mode = ImportMode.AllOrNothing,
                async (request, run, ct) =>
                {
                    request.Mode = run.Parse.GetValue(check) ? ImportMode.Check
                        : run.Parse.GetValue(partial) ? ImportMode.Partial
                        : run.Parse.GetValue(blocks) ? ImportMode.Blocks
                        : ImportMode.AllOrNothing;
                    return await ImportAsync(request, Files(run.Parse.GetRequiredValue(path), words), run.Parse.GetValue(errors), run, ct);
                });
        command.Validators.Add(result =>
        {
            if (new[] { check, partial, blocks }.Count(o => result.GetResult(o) is { Implicit: false }) > 1)
            {
                result.AddError(words["Choose one of --check, --partial and --blocks.", "--check、--partial、--blocks 只能选一个。"]);
            }
        });
        return command;
    }

    private static string[] Files(string path, Words words)
    {
        string[] files = File.Exists(path) ? [path]
            : Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.csv").Order(StringComparer.Ordinal)]
            : [];
        if (files.Length == 0)
        {
            throw new UsageException(Directory.Exists(path)
                ? words[$"There is no CSV file in the folder {path}.", $"文件夹 {path} 中没有 CSV 文件。"]
                : words[$"There is no file or folder {path}.", $"没有文件或文件夹 {path}。"]);
        }
        if (Path.GetExtension(files[0]).ToLowerInvariant() is not (".xlsx" or ".csv"))
        {
            throw new UsageException(words[
                "import reads .xlsx and .csv. Open the file in the spreadsheet program and save it as an Excel workbook (.xlsx); a new name is not enough.",
                "只能导入 .xlsx 和 .csv。请用表格软件打开该文件，另存为“Excel 工作簿（.xlsx）”；仅改扩展名无效。"]);
        }
        return Array.Find(files, file => new FileInfo(file).Length == 0) is { } empty
            ? throw new UsageException(words[$"{empty} is empty.", $"{empty} 是空文件。"])
            : files;
    }

    private static async Task<int> ImportAsync(RunImportRequest request, string[] files, string? marked, Run run, CancellationToken ct)
    {
        var imports = run.Connection.Imports;
        List<ImportFault> faults = [];
        var outcome = await run.WatchedAsync(async progressed =>
        {
            request.UploadId = await new RosterUpload(imports).SendAsync(
                files, (done, total) => progressed(run.Words["sending", "上传"], done, total), ct);
            using var call = imports.RunImport(request, cancellationToken: ct);
            var end = new ImportOutcome();
            while (await call.ResponseStream.MoveNext(ct))
            {
                var message = call.ResponseStream.Current;
                if (message.StepCase == RunImportResponse.StepOneofCase.Progress)
                {
                    progressed(ImportView.Stage(message.Progress.Stage, run.Words), message.Progress.DoneRows, message.Progress.TotalRows);
                }
                else if (run.Json)
                {
                    run.WriteJson(message);
                }
                faults.AddRange(message.Faults?.Faults ?? []);
                end = message.Outcome ?? end;
            }
            return end;
        });
        if (!run.Json)
        {
            ImportView.Faults(faults, run);
            ImportView.Outcome(outcome, faults.Count, request.Mode, run);
        }
        if (marked is not null)
        {
            await WriteMarkedAsync(request.UploadId, marked, run, ct);
        }
        await imports.DiscardUploadAsync(new() { UploadId = request.UploadId }, cancellationToken: ct);

        // With --partial, leaving rows out was asked for, but not leaving out all.
        return outcome.FaultCount > 0 && !(request.Mode == ImportMode.Partial && outcome.Written) ? ExitCode.Refused : ExitCode.Done;
    }

    private static async Task WriteMarkedAsync(string uploadId, string path, Run run, CancellationToken ct)
    {
        await using var file = new ServerFile(path);
        using var call = run.Connection.Imports.DownloadMarkedWorkbook(new() { UploadId = uploadId }, cancellationToken: ct);
        while (await call.ResponseStream.MoveNext(ct))
        {
            await file.AddAsync(call.ResponseStream.Current.Content, ct);
        }
        file.Whole();
        run.Say(run.Words[$"The rows with their faults marked: {path}", $"已写出标注错误的工作簿：{path}"]);
    }
}
