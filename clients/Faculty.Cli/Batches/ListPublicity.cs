using System.CommandLine;
using System.Text;
using Faculty.Cli.Running;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Batches;

/// <summary>`faculty batches publicity`: the list on the screen, or as a file: for spreadsheets, for browsers, to print.</summary>
internal static class ListPublicity
{
    public static Command Create(Words words)
    {
        var csv = Inputs.Text("--csv", words["write it to this file instead: CSV in UTF-8", "改为写入 CSV 文件（UTF-8）"]);
        var html = Inputs.Text("--html", words["write it to this file instead: a page for browsers", "改为写入网页文件（HTML）"]);
        var pdf = Inputs.Text("--pdf", words["write it to this file instead: a sheet to print", "改为写入打印文件（PDF）"]);
        var overwrite = Inputs.Overwrite(words);
        return new RequestCommand<ListPublicityRequest>(
                "publicity", words["the list of those who are public, names masked", "公示名单，姓名已脱敏"], words,
                ("CODE", "code", "code of the batch", "批次代码"))
            .With(csv, html, pdf, overwrite)
            .Does(null, async (request, run, ct) =>
            {
                if ((run.Parse.GetValue(html) ?? run.Parse.GetValue(pdf)) is { } made)
                {
                    ServerFile.MustBeNew(made, run.Parse.GetValue(overwrite), words);
                    return await DownloadAsync(new() { Code = request.Code, Format = run.Parse.GetValue(html) is null ? PublicityFormat.Pdf : PublicityFormat.Html }, made, run, ct);
                }
                var file = run.Parse.GetValue(csv);
                if (file is not null)
                {
                    ServerFile.MustBeNew(file, run.Parse.GetValue(overwrite), words);
                }
                var list = await WholeAsync(request, run, ct);
                if (file is not null)
                {
                    await File.WriteAllLinesAsync(file, [.. Rows(list, words).Select(Line)], new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), ct);
                    run.Report(words[$"{list.Entries.Count} written to {file}.", $"已写入 {list.Entries.Count} 人到 {file}。"], ("entries", list.Entries.Count));
                }
                else if (run.Json)
                {
                    run.WriteJson(list);
                }
                else
                {
                    Show(list, run);
                }
                return ExitCode.Done;
            });
    }

    private static async Task<int> DownloadAsync(DownloadPublicityRequest request, string path, Run run, CancellationToken ct)
    {
        await using var file = new ServerFile(path);
        using var call = run.Connection.Batches.DownloadPublicity(request, cancellationToken: ct);
        await foreach (var part in call.ResponseStream.ReadAllAsync(ct))
        {
            await file.AddAsync(part.Content, ct);
        }
        file.Whole();
        run.Report(run.Words[$"Written to {path}.", $"已写入 {path}。"], ("file", path));
        return ExitCode.Done;
    }

    private static async Task<ListPublicityResponse> WholeAsync(ListPublicityRequest request, Run run, CancellationToken ct)
    {
        request.PageSize = 500;
        var whole = await run.Connection.Batches.ListPublicityAsync(request, cancellationToken: ct);
        while (whole.NextPageToken.Length > 0)
        {
            var page = await run.Connection.Batches.ListPublicityAsync(new(request) { PageToken = whole.NextPageToken }, cancellationToken: ct);
            whole.Entries.Add(page.Entries);
            whole.NextPageToken = page.NextPageToken;
        }
        return whole;
    }

    private static void Show(ListPublicityResponse list, Run run)
    {
        run.WriteLine($"{list.Title}  {Dates.Of(list.PublicityStart)} – {Dates.Of(list.PublicityLast)}");
        string[][] rows = [.. Rows(list, run.Words)];
        var table = Tables.New(rows[0]).Right(0);
        foreach (var row in rows.Skip(1))
        {
            table.Row(row);
        }
        run.Write(table);
        run.Say(run.Words[$"{list.Entries.Count} in all.", $"共 {list.Entries.Count} 人。"]);
    }

    private static IEnumerable<string[]> Rows(ListPublicityResponse list, Words words) => list.Entries
        .Select(e => (string[])[$"{e.Number}", e.MaskedName, e.SchoolName, words.Of(e.Level), e.Field])
        .Prepend([words["number", "序号"], words["name", "姓名"], words["school", "学校"], words["level", "级别"], words["field", "专业领域"]]);

    private static string Line(string[] cells) => string.Join(',', cells.Select(Cell));

    // A spreadsheet program would run what begins like a formula.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
