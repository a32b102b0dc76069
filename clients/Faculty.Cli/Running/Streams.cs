using Google.Protobuf;
using Grpc.Core;
using Spectre.Console;

namespace Faculty.Cli.Running;

/// <summary>Prints what a server streams: an object a line as JSON, or tables that go out as the batches come.</summary>
internal static class Streams
{
    /// <summary>Prints items until the stream or the limit ends; 0 = no limit.</summary>
    public static Task<int> PrintAsync<TReply, TItem>(
        this Run run, AsyncServerStreamingCall<TReply> call, Func<TReply, IEnumerable<TItem>> items, Func<Table> table,
        Func<TItem, IEnumerable<string>> row, int limit, CancellationToken ct)
        where TItem : IMessage => run.PrintAsync(call, items, table, item => Task.FromResult(row(item)), limit, ct);

    /// <summary>The same, for rows that something has to be asked for.</summary>
    public static async Task<int> PrintAsync<TReply, TItem>(
        this Run run, AsyncServerStreamingCall<TReply> call, Func<TReply, IEnumerable<TItem>> items, Func<Table> table,
        Func<TItem, Task<IEnumerable<string>>> row, int limit, CancellationToken ct)
        where TItem : IMessage
    {
        using (call)
        {
            var printed = 0;
            while ((limit == 0 || printed < limit) && await call.ResponseStream.MoveNext(ct))
            {
                TItem[] batch = [.. items(call.ResponseStream.Current).Take(limit == 0 ? int.MaxValue : limit - printed)];
                printed += batch.Length;
                if (run.Json)
                {
                    Array.ForEach(batch, item => run.WriteJson(item));
                }
                else if (batch.Length > 0)
                {
                    var rows = table();
                    foreach (var item in batch)
                    {
                        rows.Row(await row(item));
                    }
                    run.Write(rows);
                }
            }
            if (!run.Json)
            {
                run.Say(limit > 0 && printed == limit ? run.Words[$"The first {printed}; --limit 0 shows all.", $"前 {printed} 条；--limit 0 列出全部。"] : run.Words[$"{printed} in all.", $"共 {printed} 条。"]);
            }
            return ExitCode.Done;
        }
    }
}
