using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Metrics;

/// <summary>`faculty metrics`: the definitions (口径).</summary>
internal static class ListMetrics
{
    public static Command Create(Words words) => new RequestCommand<ListMetricsRequest>(
            "metrics", words["the metric definitions", "列出各口径"], words)
        .Calls<ListMetricsResponse>(c => c.Metrics.ListMetricsAsync, Show);

    private static void Show(ListMetricsResponse reply, Run run)
    {
        var words = run.Words;
        var table = Tables.New(words["id", "编号"], words["version", "版本"], words["title", "名称"], words["what is divided by what", "说明"]);
        foreach (var metric in reply.Metrics)
        {
            var mark = metric.DefaultMetric ? " *" : "";
            table.Row(metric.MetricId + mark, $"{metric.MetricVersion}", metric.Title, metric.Description);
        }
        run.Write(table);
        run.Say(words["* is meant when none is named.", "* 为默认口径。"]);
    }
}
