using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Cli.Certificates;

/// <summary>`faculty certificates print`: one certificate into a file, or many into a folder: numbers, a file of numbers, or a whole decision.</summary>
internal static class PrintCertificates
{
    public static Command Create(Words words)
    {
        var numbers = new Argument<string[]>("NUMBER") { Description = words["certificate numbers", "证书编号，可多个"], Arity = ArgumentArity.ZeroOrMore };
        var authority = Inputs.Text("--authority", words["recognising authority, when several have the number", "认定机构，编号重复时填写"]);
        var decision = Inputs.Text("--decision", words["all certificates of this decision document", "该认定文件的全部证书"]);
        var list = Inputs.Text("--numbers", words["file with a number a line", "编号文件，每行一个"]);
        var path = new Option<string>("--out") { Description = words["file for one certificate, folder for several", "写入的文件；多份时为文件夹"], Required = true };
        var format = Inputs.Text("--format", words["pdf, vc-jwt or vc-json (Open Badges 3.0); by the name of the file when absent", "pdf、vc-jwt 或 vc-json（Open Badges 3.0），默认按文件名"]);
        format.AcceptOnlyFromAmong("pdf", "vc-jwt", "vc-json");
        var overwrite = Inputs.Overwrite(words);
        var command = new Command("print", words["make certificates as files: PDF or badge", "制作证书文件：PDF 或电子徽章"]) { numbers, authority, decision, list, path, format, overwrite };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(numbers) is { Length: > 0 }, result.GetValue(decision) is not null, result.GetValue(list) is not null }.Count(given => given) != 1)
            {
                result.AddError(words["Give NUMBERs, --numbers or --decision.", "请填写证书编号、--numbers、--decision 其中之一。"]);
            }
        });
        return command.Does(words, async (run, ct) =>
        {
            var asked = run.Parse.GetValue(list) is { } file
                ? [.. (await File.ReadAllLinesAsync(file, ct)).Select(l => l.Trim()).Where(l => l.Length > 0)]
                : run.Parse.GetValue(numbers) ?? [];
            var target = run.Parse.GetRequiredValue(path);
            var kind = Format(run.Parse.GetValue(format), target);
            var (by, over) = (run.Parse.GetValue(authority) ?? "", run.Parse.GetValue(overwrite));
            if (asked.Length == 1 && run.Parse.GetValue(list) is null && !Directory.Exists(target))
            {
                ServerFile.MustBeNew(target, over, words);
                using var one = run.Connection.Certificates.DownloadCertificate(new() { Authority = by, CertificateNumber = asked[0], Format = kind }, cancellationToken: ct);
                return await WriteAsync(one.ResponseStream.ReadAllAsync(ct).Select(m => (m.FileName, m.Content, 0, 0)), _ => target, over, run, ct);
            }
            var request = new DownloadCertificatesRequest { Authority = by, DecisionDocument = run.Parse.GetValue(decision) ?? "", CertificateNumbers = { asked }, Format = kind };
            using var many = run.Connection.Certificates.DownloadCertificates(request, cancellationToken: ct);
            // The server names the files; where they lie is ours to say.
            return await WriteAsync(
                many.ResponseStream.ReadAllAsync(ct).Select(m => (m.FileName, m.Content, m.DoneCount, m.TotalCount)), name => Path.Combine(target, Path.GetFileName(name)), over, run, ct);
        });
    }

    private static CertificateFormat Format(string? named, string path) => (named, Path.GetExtension(path).ToLowerInvariant()) switch
    {
        ("vc-jwt", _) or (null, ".jwt") => CertificateFormat.VcJwt,
        ("vc-json", _) or (null, ".json") => CertificateFormat.VcJson,
        _ => CertificateFormat.Pdf,
    };

    private static Task<int> WriteAsync(
        IAsyncEnumerable<(string FileName, ByteString Content, int Done, int Total)> parts, Func<string, string> place, bool overwrite, Run run, CancellationToken ct) =>
        run.WatchedAsync(async progressed =>
        {
            List<ServerFile> files = [];
            try
            {
                await foreach (var part in parts.WithCancellation(ct))
                {
                    if (part.FileName.Length > 0)
                    {
                        ServerFile.MustBeNew(place(part.FileName), overwrite, run.Words);
                        files.Add(new(place(part.FileName)));
                    }
                    await files[^1].AddAsync(part.Content, ct);
                    progressed(run.Words["printing", "制作"], part.Done, part.Total);
                }
                files.ForEach(f => f.Whole());
                run.Report(run.Words[$"{files.Count} made.", $"已制作 {files.Count} 份。"], ("files", files.Count));
                return ExitCode.Done;
            }
            finally
            {
                foreach (var file in files)
                {
                    await file.DisposeAsync();
                }
            }
        });
}
