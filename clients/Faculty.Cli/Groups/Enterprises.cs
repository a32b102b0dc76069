using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

/// <summary>Cooperating enterprises as they are typed: NAME=FIRST_DAY, or NAME=FIRST_DAY=LAST_DAY.</summary>
internal static class Enterprises
{
    public static Option<string[]> Option(Words words) =>
        new("--enterprise") { Description = words["a cooperating enterprise: NAME=FROM or NAME=FROM=LAST, may be repeated", "合作企业：名称=开始日期 或 名称=开始日期=结束日期，可重复"] };

    public static IEnumerable<CooperatingEnterprise> Read(string[]? texts, Words words) => (texts ?? []).Select(text => text.Split('=') switch
    {
        [{ Length: > 0 } name, var from] when Dates.Parse(from, monthWillDo: false) is { } first => new CooperatingEnterprise { Name = name, StartDate = first },
        [{ Length: > 0 } name, var from, var last] when Dates.Parse(from, monthWillDo: false) is { } first && Dates.Parse(last, monthWillDo: false) is { } end =>
            new CooperatingEnterprise { Name = name, StartDate = first, LastDate = end },
        _ => throw new UsageException(words["--enterprise takes NAME=FROM or NAME=FROM=LAST with days as 2023-09-01.", "--enterprise 应写作“名称=开始日期”或“名称=开始日期=结束日期”，如 某机械厂=2023-09-01。"]),
    });
}
