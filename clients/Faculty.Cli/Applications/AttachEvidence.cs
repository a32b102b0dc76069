using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Applications;

/// <summary>`applications attach`: sends files and takes them as evidence of an application, once the server has found all of them good.</summary>
internal static class AttachEvidence
{
    public static Command Create(Words words)
    {
        var paths = new Argument<string[]>("PATH") { Description = words["PDF, JPEG or PNG files", "附件：PDF、JPEG 或 PNG 文件，可多个"], Arity = ArgumentArity.OneOrMore };
        var fact = Inputs.Text("--fact", words["the fact they show, KIND=ID such as PRACTICE=…; absent = the application as a whole", "佐证对象，“类别=记录编号”，如 企业实践=…；不填为整份申请"]);
        return new RequestCommand<AttachEvidenceRequest>(
                "attach", words["attach files as evidence, while it is a draft or returned", "上传佐证附件（草稿或退回时）"], words,
                ("APPLICATION_ID", "application_id", "the application", "申请编号"))
            .With(paths).With(fact)
            .Does(null, async (request, run, ct) =>
            {
                var files = run.Parse.GetRequiredValue(paths);
                if (Array.Find(files, f => !File.Exists(f)) is { } missing)
                {
                    throw new UsageException(words[$"There is no file {missing}.", $"没有文件 {missing}。"]);
                }
                if (files.Length > 1 && (request.RequestId.Length > 0 || request.Etag.Length > 0))
                {
                    throw new UsageException(words["--request-id and --etag are for one file.", "--request-id 和 --etag 只用于单个附件。"]);
                }
                request.Fact = run.Parse.GetValue(fact) is { } shown ? FactText.Parse("--fact", shown, words) : null;
                var taken = 0;
                var total = files.Sum(f => new FileInfo(f).Length);
                var reply = await run.WatchedAsync(async progressed =>
                {
                    // All are looked at before the first is taken: a name that will not do is told before anything is written.
                    var (ready, done) = (new List<AttachEvidenceRequest>(), 0L);
                    var last = new AttachEvidenceResponse();
                    foreach (var file in files)
                    {
                        var attach = request.Clone();
                        await OfAsync(file, async () =>
                        {
                            await new EvidenceUpload(run.Connection.EvidenceFiles).SendAsync(attach, file, sent => progressed(words["sending", "上传"], done + sent, total), ct);
                            last = await run.Connection.EvidenceFiles.AttachEvidenceAsync(new(attach) { ValidateOnly = true, RequestId = "" }, cancellationToken: ct);
                        });
                        ready.Add(attach);
                        done += new FileInfo(file).Length;
                    }
                    foreach (var (attach, file) in request.ValidateOnly ? [] : ready.Zip(files))
                    {
                        await OfAsync(file, async () => last = await run.Connection.EvidenceFiles.AttachEvidenceAsync(attach, cancellationToken: ct));
                        taken++;
                    }
                    return last;
                });
                if (run.Json)
                {
                    run.WriteJson(reply);
                    return ExitCode.Done;
                }
                EvidenceView.Files(reply.Application.Files, run);
                run.Say(reply.ChangeToken.Length > 0
                    ? words[$"{files.Length} attached.", $"已附加 {files.Length} 个附件。"]
                    : words["Checked; nothing was written.", "检查通过，未写入。"]);
                return ExitCode.Done;

                async Task OfAsync(string file, Func<Task> work)
                {
                    try
                    {
                        await work();
                    }
                    catch (RpcException) when (files.Length > 1)
                    {
                        run.Say(words[$"{file} was not taken; attached before it: {taken} of {files.Length}.", $"{file} 未能上传；在此之前已附加 {taken} 个，共 {files.Length} 个。"]);
                        throw;
                    }
                }
            });
    }
}
