using System.Text;
using System.Threading.Channels;

namespace Faculty.Cli.Tests.Running;

/// <summary>A command that runs until it is stopped, its lines read as they come.</summary>
internal sealed class Watched : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource stop = new();
    private readonly Lines output = new();
    private readonly Lines error = new();
    private readonly Task<int> running;

    public Watched(Registry registry, params string[] args) =>
        running = FacultyCommand.RunAsync([.. args, .. registry.Common], output, error, stop.Token);

    /// <summary>The next line of the output that has this text.</summary>
    public Task<string> OutputAsync(string text) => NextAsync(output, text);

    public Task<string> ErrorAsync(string text) => NextAsync(error, text);

    /// <summary>Ends it as Ctrl-C does; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await stop.CancelAsync();
        return await running.WaitAsync(Patience);
    }

    /// <summary>Lines written and not read yet.</summary>
    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        while (output.Written.TryRead(out var line))
        {
            rest.Add(line);
        }
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task<string> NextAsync(Lines lines, string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = lines.Written.ReadAsync(patience.Token).AsTask();
            if (await Task.WhenAny(next, running) == running && !next.IsCompleted)
            {
                Assert.Fail($"The command ended with {await running} before it wrote '{text}'.");
            }
            if ((await next).Contains(text, StringComparison.Ordinal))
            {
                return await next;
            }
        }
    }

    private sealed class Lines : TextWriter
    {
        private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
        private readonly StringBuilder line = new();

        public override Encoding Encoding => Encoding.UTF8;

        public ChannelReader<string> Written => lines.Reader;

        public override void Write(char value)
        {
            if (value != '\n')
            {
                line.Append(value);
                return;
            }
            lines.Writer.TryWrite(line.ToString());
            line.Clear();
        }
    }
}
