using System.CommandLine;
using Faculty.Client;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Cli.Running;

/// <summary>
/// A command that fills one request from its fields, sends it, and shows the reply. A write also takes the reason, the etag, a request id,
/// --check, and --from: the request as JSON from a file or from standard input, so that nothing personal stands in the shell's history.
/// </summary>
internal sealed class RequestCommand<TRequest>
    where TRequest : class, IMessage<TRequest>, new()
{
    private readonly Command command;
    private readonly Words words;
    private readonly List<Field> fields = [];
    private readonly Option<string?>? from;

    public RequestCommand(
        string name, string help, Words words, params IReadOnlyList<(string Name, string Path, string English, string Chinese)> asked)
    {
        this.words = words;
        command = new Command(name, help);
        foreach (var field in asked)
        {
            Add(field.Name, field.Path, words[field.English, field.Chinese]);
        }
        if (new TRequest() is IWriteRequest)
        {
            Add("--reason", "reason", words["why, for the journal; no personal data", "操作原因，记入日志；不得含个人信息"]);
            Add("--etag", "etag", words["refuse if the record changed since this version", "记录版本；已变动则拒绝"]);
            Add("--check", "validate_only", words["check everything, write nothing", "只检查，不写入"]);
            Add("--request-id", "request_id", words["UUID; a repeat with the same id writes once", "UUID；相同编号只写入一次"]);
            from = Inputs.Text("--from", words["read the request as JSON from a file, - = standard input", "从文件读取 JSON 请求，- 表示标准输入"]);
            command.Options.Add(from);
        }
    }

    /// <summary>One call, one reply.</summary>
    /// <param name="call">The rpc.</param>
    /// <param name="show">How a person sees the reply.</param>
    /// <param name="prepare">Adds to the request what no field says; told the paths that were typed.</param>
    public Command Calls<TReply>(
        Func<FacultyConnection, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>>> call,
        Action<TReply, Run> show,
        Action<TRequest, IReadOnlyList<string>>? prepare = null)
        where TReply : IMessage => Calls<TReply>(
            call,
            (reply, run, _) =>
            {
                show(reply, run);
                return Task.CompletedTask;
            },
            prepare);

    /// <summary>The same, for a reply that something more has to be asked for to be shown.</summary>
    public Command Calls<TReply>(
        Func<FacultyConnection, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>>> call,
        Func<TReply, Run, CancellationToken, Task> show,
        Action<TRequest, IReadOnlyList<string>>? prepare = null)
        where TReply : IMessage => Does(prepare, async (request, run, ct) =>
    {
        var reply = await call(run.Connection)(request, new(cancellationToken: ct));
        if (run.Json)
        {
            run.WriteJson(reply);
        }
        else
        {
            await show(reply, run, ct);
        }
        return ExitCode.Done;
    });

    /// <summary>Anything else that begins with the request.</summary>
    public Command Does(
        Action<TRequest, IReadOnlyList<string>>? prepare, Func<TRequest, Run, CancellationToken, Task<int>> body) => command.Does(
        words,
        (refusal, run) => RefusalText.Write(refusal, [.. fields.Select(f => f.Typed(run.Parse))], run),
        async (run, ct) => await body(await ReadAsync(run.Parse, prepare, ct), run, ct));

    public RequestCommand<TRequest> With(params Option[] options)
    {
        options.ToList().ForEach(command.Options.Add);
        return this;
    }

    public RequestCommand<TRequest> With(Argument argument)
    {
        command.Arguments.Add(argument);
        return this;
    }

    private async Task<TRequest> ReadAsync(ParseResult parse, Action<TRequest, IReadOnlyList<string>>? prepare, CancellationToken ct)
    {
        var request = new TRequest();
        if (from is not null && parse.GetValue(from) is { } file)
        {
            var json = file == "-" ? await Invocation.InputOf(parse).ReadToEndAsync(ct) : await File.ReadAllTextAsync(file, ct);
            request = JsonParser.Default.Parse<TRequest>(json);
        }
        string[] typed = [.. fields.Where(f => f.Fill(parse, request)).Select(f => f.Path)];
        prepare?.Invoke(request, typed);
        return request;
    }

    private void Add(string name, string path, string help)
    {
        if (path.Contains('.') || new TRequest().Descriptor.FindFieldByName(path) is not null)
        {
            var field = new Field(new TRequest().Descriptor, name, path, help, words);
            fields.Add(field);
            field.AddTo(command);
        }
    }
}
