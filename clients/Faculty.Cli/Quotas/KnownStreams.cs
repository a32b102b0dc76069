using Faculty.Cli.Running;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Cli.Quotas;

/// <summary>Lists that answer for one revision, which is said before their rows.</summary>
internal static class KnownStreams
{
    public static async Task<int> PrintKnownAsync<TReply, TItem>(
        this Run run, AsyncServerStreamingCall<TReply> call, Func<TReply, (long Revision, IEnumerable<TItem> Items)> read, Func<Spectre.Console.Table> table, Func<TItem, IEnumerable<string>> row, int limit, CancellationToken ct)
        where TItem : IMessage
    {
        var said = false;
        return await run.PrintAsync(call, Items, table, row, limit, ct);

        IEnumerable<TItem> Items(TReply reply)
        {
            var (revision, items) = read(reply);
            if (!said && !run.Json)
            {
                run.WriteLine(run.Words[$"Known at revision {revision}.", $"所知版本 {revision}。"]);
            }
            said = true;
            return items;
        }
    }
}
