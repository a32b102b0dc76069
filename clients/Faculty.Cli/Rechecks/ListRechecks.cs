using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rechecks;

/// <summary>`rechecks list`: a work list, with how many each school has at the end.</summary>
internal static class ListRechecks
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamRechecksRequest>(
                "list", words["list recheck cases; the open ones when no state is said", "列出复核事项，默认列出待复核的"], words,
                ("--scope", "scope_code", "only at or below this organisation", "机构代码（含下级）"),
                ("--cause", "cause", "only of this cause", "复核原因"),
                ("--state", "state", "in this state", "状态"),
                ("--level", "level", "only of this level", "级别"),
                ("--as-of|--on", "as_of", "the day; today in China when absent", "日期，默认今天"))
            .With(limit)
            .Does(null, (request, run, ct) => RecheckView.ListAsync(
                run.Connection.Rechecks.StreamRechecks(request, cancellationToken: ct), r => r.Rechecks, RecheckView.Cases, r => r.Recognition, RecheckView.Row, limit, run, ct));
    }
}
