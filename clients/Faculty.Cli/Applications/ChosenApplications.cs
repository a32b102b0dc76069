using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Cli.Applications;

/// <summary>Which applications a command is about: ids that were typed, or all of a batch that wait for it. Sent in parts that a server takes at once.</summary>
internal sealed class ChosenApplications(Words words)
{
    private readonly Argument<string[]> ids = new("APPLICATION_ID") { Description = words["the applications", "申请编号，可多个"], Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> batch = Inputs.Text("--batch", words["all of this batch that wait for it", "该批次中全部待办的申请"]);
    private readonly Option<string?> school = Inputs.Text("--school", words["with --batch: only of this school", "与 --batch 同用：仅限该校"]);

    public RequestCommand<TRequest> Of<TRequest>(RequestCommand<TRequest> command) where TRequest : class, IMessage<TRequest>, new() =>
        command.With(ids).With(batch, school);

    /// <param name="request">What is sent, without the ids.</param>
    /// <param name="run">The run.</param>
    /// <param name="waiting">Of a batch: which of them.</param>
    /// <param name="send">Sends a part.</param>
    /// <param name="keptFrom">Of a batch: finds out which of them are not the caller's to do; null when all are.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<int> SendAsync<TRequest>(
        TRequest request, Run run, Func<StreamApplicationsRequest> waiting, Func<TRequest, Task<IApplicationsReply>> send, Func<Task<Predicate<Application>>>? keptFrom, CancellationToken ct)
        where TRequest : IApplicationsWrite, IDeepCloneable<TRequest>
    {
        var all = await IdsAsync(run, waiting, keptFrom, ct);
        if (all.Length == 0)
        {
            run.Say(words["None waits for this.", "没有待办的申请。"]);
        }
        foreach (var (ids, requestId) in Parts.Of(all, request.RequestId))
        {
            var part = request.Clone();
            part.ApplicationIds.Add(ids);
            part.RequestId = requestId;
            ApplicationView.Written(await send(part), run);
        }
        return ExitCode.Done;
    }

    private async Task<string[]> IdsAsync(Run run, Func<StreamApplicationsRequest> waiting, Func<Task<Predicate<Application>>>? keptFrom, CancellationToken ct)
    {
        switch (run.Parse.GetValue(ids), run.Parse.GetValue(batch))
        {
            case ({ Length: > 0 } typed, null):
                return typed;
            case (null or [], { } code):
                var request = waiting();
                (request.BatchCode, request.SchoolCode) = (code, run.Parse.GetValue(school) ?? "");
                List<Application> found = [];
                using (var call = run.Connection.Applications.StreamApplications(request, cancellationToken: ct))
                {
                    await foreach (var message in call.ResponseStream.ReadAllAsync(ct))
                    {
                        found.AddRange(message.Applications);
                    }
                }
                if (keptFrom is not null && found.RemoveAll(await keptFrom()) is > 0 and var left)
                {
                    run.Say(words[$"Left out, as you stepped aside from them: {left}.", $"已回避，未计入：{left} 件。"]);
                }
                return [.. found.Select(a => a.ApplicationId)];
            default:
                throw new UsageException(words["Name applications, or all of a batch by --batch CODE, and not both.", "请指定申请编号，或用 --batch 指定批次，二者取其一。"]);
        }
    }
}
