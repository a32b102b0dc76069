using Faculty.Cli.Running;
using Google.Protobuf;
using Google.Type;
using Grpc.Core;

namespace Faculty.Cli.Quotas;

/// <summary>Lists that answer for one revision, and some for a stretch of days, which is said before their rows.</summary>
internal static class KnownStreams
{
    public static async Task<int> PrintKnownAsync<TReply, TItem>(
        this Run run, AsyncServerStreamingCall<TReply> call, Func<TReply, (long Revision, IEnumerable<TItem> Items)> read, Func<Spectre.Console.Table> table, Func<TItem, IEnumerable<string>> row, int limit, CancellationToken ct,
        Func<TReply, (Date From, Date Until)>? days = null)
        where TItem : IMessage
    {
        var said = false;
        return await run.PrintAsync(call, Items, table, row, limit, ct);

        IEnumerable<TItem> Items(TReply reply)
        {
            var (revision, items) = read(reply);
            if (!said && !run.Json)
            {
                var (of, zh) = days?.Invoke(reply) is var (from, until) ? ($"From {Dates.Of(from)} to {Dates.Of(until)}, known", $"{Dates.Of(from)} 至 {Dates.Of(until)}，") : ("Known", "");
                run.WriteLine(run.Words[$"{of} at revision {revision}.", $"{zh}所知版本 {revision}。"]);
            }
            said = true;
            return items;
        }
    }
}
