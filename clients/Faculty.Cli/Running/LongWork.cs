using Spectre.Console;

namespace Faculty.Cli.Running;

/// <summary>How far a stage of long work is; total 0 = unknown.</summary>
internal delegate void Progressed(string stage, long done, long total);

/// <summary>Shows progress bars on the error stream while something long runs, when a person is looking.</summary>
internal static class LongWork
{
    public static Task<T> WatchedAsync<T>(this Run run, Func<Progressed, Task<T>> work) => run.Talk.Profile.Capabilities.Interactive
        ? run.Talk.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(Bars(context)))
        : work((_, _, _) => { });

    private static Progressed Bars(ProgressContext context)
    {
        var bars = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
        return (stage, done, total) =>
        {
            if (!bars.TryGetValue(stage, out var bar))
            {
                foreach (var before in bars.Values)
                {
                    before.Value = before.MaxValue;
                    before.IsIndeterminate = false;
                }
                bars[stage] = bar = context.AddTask(Markup.Escape(stage));
            }
            bar.IsIndeterminate = total == 0;
            bar.MaxValue = Math.Max(total, 1);
            bar.Value = done;
        };
    }
}
