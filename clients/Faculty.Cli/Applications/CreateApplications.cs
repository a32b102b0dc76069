using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>`applications create`: one from options, or many from a CSV file, in parts that a server takes at once.</summary>
internal static class CreateApplications
{
    public static Command Create(Words words)
    {
        var file = Inputs.Text("--file", words[
            $"CSV file with a line each: {string.Join(",", ApplicationRows.Columns)}", $"CSV 文件，每行一件：{string.Join(",", ApplicationRows.Columns)}"]);
        Field[] fields =
        [
            Of("--teacher", "teacher_id", words["the teacher", "教师编号"]),
            Of("--level", "level", words["level", "级别"]),
            Of("--field", "field", words["professional field", "专业领域"]),
            Of("--exception", "exception_code", words["exception route", "破格代码"]),
            Of("--school", "school_code", words["the school that files it; the teacher's when absent", "申报学校，默认教师所在学校"]),
        ];
        var command = new RequestCommand<CreateApplicationsRequest>(
                "create", words["make applications in an open batch, as drafts, all or none", "在申报中的批次新建申请（草稿），全部成功或全部不写入"], words,
                ("BATCH", "batch_code", "code of the batch", "批次代码"))
            .With(file)
            .Does(null, async (request, run, ct) =>
            {
                var one = new NewApplication();
                string[] typed = [.. fields.Where(f => f.Fill(run.Parse, one)).Select(f => f.Path)];
                var path = run.Parse.GetValue(file);
                var lines = path is null ? [] : ApplicationRows.Read(await File.ReadAllBytesAsync(path, ct), path, words);
                request.Applications.Add((path, typed.Length > 0) switch
                {
                    (not null, false) => lines.Select(l => l.Application),
                    (null, true) => [one],
                    (null, false) when request.Applications.Count > 0 => [],
                    _ => throw new UsageException(words["Say who applies by --teacher, --level and --field, or by --file, and not both.", "请用 --teacher、--level、--field 填写一件，或用 --file 导入多件，二者取其一。"]),
                });
                List<LineFault> faults = [];
                foreach (var part in Parts.Of(lines, request.RequestId))
                {
                    faults.AddRange(await LineFault.FindAsync(part.Items, part.RequestId, async (some, id) => await SendAsync(some.Select(l => l.Application), id, check: true)));
                }
                if (faults.Count > 0)
                {
                    return LineFault.Tell(faults, path!, run);
                }
                foreach (var part in Parts.Of(request.Applications, request.RequestId))
                {
                    ApplicationView.Written(await SendAsync(part.Items, part.RequestId, request.ValidateOnly), run);
                }
                return ExitCode.Done;

                async Task<CreateApplicationsResponse> SendAsync(IEnumerable<NewApplication> some, string requestId, bool check)
                {
                    var sent = new CreateApplicationsRequest(request) { RequestId = requestId, ValidateOnly = check };
                    sent.Applications.Clear();
                    sent.Applications.Add(some);
                    return await run.Connection.Applications.CreateApplicationsAsync(sent, cancellationToken: ct);
                }
            });
        Array.ForEach(fields, f => f.AddTo(command));
        return command;

        Field Of(string name, string path, string help) => new(NewApplication.Descriptor, name, path, help, words);
    }
}
