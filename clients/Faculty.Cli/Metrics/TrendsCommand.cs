using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Metrics;

/// <summary>`faculty trends`: yearly points with their changes and explanations, once or again whenever they change.</summary>
internal static class TrendsCommand
{
    public static Command Create(Words words)
    {
        var watch = Inputs.Flag("--watch", words["keep printing as records change", "记录变动时持续输出"]);
        var target = Inputs.Text("--target", words[
            "least percent to be reached: 60 for every year, or 2025=60,2026=62", "目标百分比：60 表示每年，或分年 2025=60,2026=62"]);
        target.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Targets.Parse(result.Tokens[0].Value) is null)
            {
                result.AddError(words[
                    "--target takes percents over 0 up to 100 with at most two decimals: 60 or 2025=60,2026=62.5.",
                    "--target 应填大于 0、不超过 100、至多两位小数的百分比：60 或 2025=60,2026=62.5。"]);
            }
        });
        return new RequestCommand<GetTrendRequest>(
                "trends", words["the ratio year by year", "逐年占比及变化原因"], words,
                ("--scope!", "scope_code", "code of the organisation", "机构代码"),
                ("--metric", "metric_id", "definition; M1 when absent", "口径，默认 M1"),
                ("--from", "from_year", "first year", "起始年份"),
                ("--to", "to_year", "last year; this year when absent", "截止年份，默认今年"),
                ("--rule", "rule", "day of the year: SEP1, AUG31, DEC31 or ANY", "时点：SEP1、AUG31、DEC31 或 ANY"),
                ("--day", "any_day", "with ANY: a date whose month and day are meant", "ANY 时取该日期的月日"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"),
                ("--after", "after_change_token", "not before this change token is counted", "不早于该变更位置"))
            .With(target, watch)
            .Does(null, async (request, run, ct) =>
            {
                request.Targets.Add(Targets.Parse(run.Parse.GetValue(target) ?? ""));
                if (run.Parse.GetValue(watch))
                {
                    return await WatchAsync(request, run, ct);
                }
                Show((await run.Connection.Metrics.GetTrendAsync(request, cancellationToken: ct)).Trend, run);
                return ExitCode.Done;
            });
    }

    private static async Task<int> WatchAsync(GetTrendRequest asked, Run run, CancellationToken ct)
    {
        if (asked.KnownAt is not null || asked.AfterChangeToken.Length > 0)
        {
            throw new UsageException(run.Words[
                "--watch shows what is known now; leave --known-at and --after out.", "--watch 只显示当前所知，请去掉 --known-at 和 --after。"]);
        }
        var request = new WatchTrendRequest
        {
            ScopeCode = asked.ScopeCode,
            MetricId = asked.MetricId,
            FromYear = asked.FromYear,
            ToYear = asked.ToYear,
            Rule = asked.Rule,
            AnyDay = asked.AnyDay,
            Targets = { asked.Targets },
        };
        var messages = Watch.FollowAsync(
            (_, stop) => run.Connection.Metrics.WatchTrend(request, cancellationToken: stop), m => m.ChangeToken, "", run.SayBroken, ct);
        Trend? shown = null;
        try
        {
            await foreach (var message in messages)
            {
                // A watch opened again begins with the state that was shown before.
                if (message.Trend is { } trend && !(shown is not null && trend.Points.Equals(shown.Points)))
                {
                    Show(shown = trend, run);
                }
            }
        }
        catch (Exception stopped) when (run.Interrupted(stopped, ct))
        {
        }
        return ExitCode.Done;
    }

    private static void Show(Trend trend, Run run)
    {
        if (run.Json)
        {
            run.WriteLine(TrendJson.Of(trend));
        }
        else
        {
            TrendView.Whole(trend, run);
        }
    }
}
