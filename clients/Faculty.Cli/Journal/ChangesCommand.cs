using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Journal;

/// <summary>`faculty changes`: the journal as a feed, up to now or for ever.</summary>
internal static class ChangesCommand
{
    public static Command Create(Words words)
    {
        var watch = Inputs.Flag("--watch", words["keep printing; without --after from now on", "持续输出；未给 --after 则从现在开始"]);
        return new RequestCommand<StreamChangesRequest>(
                "changes", words["what changed, when, by whom", "变更记录：何时、何人、何事"], words,
                ("--after", "after_change_token", "change token to start after", "从该变更位置之后开始"))
            .With(watch)
            .Does(null, (request, run, ct) => run.Parse.GetValue(watch) ? WatchAsync(request, run, ct) : ListAsync(request, run, ct));
    }

    private static async Task<int> ListAsync(StreamChangesRequest request, Run run, CancellationToken ct)
    {
        using var call = run.Connection.Changes.StreamChanges(request, cancellationToken: ct);
        while (await call.ResponseStream.MoveNext(ct))
        {
            Show(call.ResponseStream.Current.Changes, run);
        }
        return ExitCode.Done;
    }

    private static async Task<int> WatchAsync(StreamChangesRequest request, Run run, CancellationToken ct)
    {
        var messages = Watch.FollowAsync(
            (after, stop) => run.Connection.Changes.WatchChanges(new() { AfterChangeToken = after }, cancellationToken: stop),
            m => m.ChangeToken, request.AfterChangeToken, run.SayBroken, ct);
        var told = false;
        try
        {
            await foreach (var message in messages)
            {
                if (!told)
                {
                    told = true;
                    run.Say(run.Words[$"Watching after {message.ChangeToken}; Ctrl-C ends.", $"从 {message.ChangeToken} 起持续监视，Ctrl-C 结束。"]);
                }
                Show(message.Changes, run);
            }
        }
        catch (Exception stopped) when (run.Interrupted(stopped, ct))
        {
        }
        return ExitCode.Done;
    }

    private static void Show(IEnumerable<Change> changes, Run run)
    {
        foreach (var change in changes)
        {
            if (run.Json)
            {
                run.WriteJson(change);
                continue;
            }
            var documents = string.Join(", ", change.Documents.Take(3).Select(d => $"{Sign(d)}{d.Type} {d.Id}"));
            var more = change.Documents.Count > 3 ? run.Words[
                $" and {change.Documents.Count - 3} more", $" 等 {change.Documents.Count} 项"] : "";
            run.WriteLine(string.Join("  ",
                $"{change.Revision,8}", Dates.Of(change.RecordTime), Who.Of(change.AccountName, change.Actor), Action(change, run.Words), documents + more, change.ChangeToken,
                change.Reason).TrimEnd());
        }
    }

    private static string Action(Change change, Words words) =>
        Terms.Action(change.Action) + (change.Refused ? words[" (refused)", "（已拒绝）"] : "");

    private static string Sign(ChangedDocument document) => document.Removed ? "-" : document.ReplacedRevision == 0 ? "+" : "~";
}
