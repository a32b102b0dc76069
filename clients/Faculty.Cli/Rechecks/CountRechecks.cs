using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rechecks;

internal static class CountRechecks
{
    public static Command Create(Words words) => new RequestCommand<GetLookAheadRequest>(
            "count", words["count open cases, and what ends or comes due within 30, 60, 90 and 180 days", "统计待复核事项及 30、60、90、180 天内到期数"], words,
            ("--scope", "scope_code", "at or below this organisation", "机构代码（含下级）"),
            ("--level", "level", "only of this level", "级别"),
            ("--as-of|--on", "as_of", "the day; today in China when absent", "日期，默认今天"),
            ("--by-school", "by_school", "with each school", "按学校列出"))
        .Calls<GetLookAheadResponse>(c => c.Rechecks.GetLookAheadAsync, RecheckView.Figures);
}
