using Faculty.Benchmarks.Servers;

namespace Faculty.Benchmarks.Load;

/// <summary>Streams held open and read: for each caller one connection with the same number of them, and a thread. Disposing leaves them all.</summary>
internal sealed class HeldStreams : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource leaving = new();
    private readonly List<Connection> connections;
    private readonly List<Thread> threads;
    private readonly int wanted;
    private volatile Exception? broken;

    public HeldStreams(ServerProcess server, string path, IReadOnlyList<(string Key, byte[] Body)> callers, int streams)
    {
        wanted = callers.Count * streams;
        connections = [.. callers.Select(c => new Connection(server.Address, path, c.Key))];
        threads = [.. connections.Zip(callers, (connection, caller) => new Thread(() => Hold(connection, caller.Body, streams)) { IsBackground = true })];
        threads.ForEach(t => t.Start());
    }

    /// <summary>Frames of data that came so far; a keep-alive is one.</summary>
    public long Messages => connections.Sum(c => c.Messages);

    /// <summary>Waits until every stream has said something.</summary>
    public async Task OpenedAsync(TimeSpan patience)
    {
        using var timer = new PeriodicTimer(Look);
        using var end = new CancellationTokenSource(patience);
        while (connections.Sum(c => c.Answered) < wanted)
        {
            RequireWhole();
            await timer.WaitForNextTickAsync(end.Token);
        }
    }

    /// <summary>Fails when a stream has ended.</summary>
    public void RequireWhole()
    {
        if (broken is { } problem)
        {
            throw new InvalidOperationException("A stream that was to stay open has ended.", problem);
        }
    }

    public void Dispose()
    {
        leaving.Cancel();
        connections.ForEach(c => c.Dispose());
        threads.ForEach(t => t.Join());
        leaving.Dispose();
    }

    private void Hold(Connection connection, byte[] body, int streams)
    {
        try
        {
            connection.Hold(body, streams);
        }
        catch (Exception problem)
        {
            if (!leaving.IsCancellationRequested)
            {
                broken = problem;
            }
        }
    }
}
