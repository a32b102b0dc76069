using System.CommandLine;
using Faculty.Cli.Rechecks;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Recognitions;

/// <summary>`recognitions due`: the recheck due list (复核到期名单).</summary>
internal static class ListDue
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamDueRechecksRequest>(
                "due", words["list recognitions whose periodic recheck is due by a day", "列出复核到期名单"], words,
                ("--scope", "scope_code", "only at or below this organisation", "机构代码（含下级）"),
                ("--by", "by_date", "up to this day; 180 days ahead when absent", "截止日期，默认 180 天后"),
                ("--level", "level", "only of this level", "级别"),
                ("--as-of|--on", "as_of", "the day; today in China when absent", "日期，默认今天"))
            .With(limit)
            .Does(null, (request, run, ct) => RecheckView.ListAsync(
                run.Connection.Rechecks.StreamDueRechecks(request, cancellationToken: ct), r => r.Rechecks, RecheckView.Cases, r => r.Recognition, RecheckView.Row, limit, run, ct));
    }
}
