using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Metrics;

/// <summary>`faculty ratio`: one figure and its parts, and on request the persons behind it.</summary>
internal static class RatioCommand
{
    public static Command Create(Words words)
    {
        var who = Inputs.Flag("--who", words["list the persons counted and not counted, with the reason", "列出计入和未计入的人员及原因"]);
        return new RequestCommand<GetRatioRequest>(
                "ratio", words["the share of dual-qualified teachers on a day", "某日双师型教师占比"], words,
                ("--scope!", "scope_code", "code of the organisation", "机构代码"),
                ("--metric", "metric_id", "definition; M1 when absent", "口径，默认 M1"),
                ("--on", "as_of", "the day; today in China when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"),
                ("--by", "by", "parts: department, school, level or child", "分项：系部、学校、级别或下级机构"),
                ("--after", "after_change_token", "not before this change token is counted", "不早于该变更位置"))
            .With(who)
            .Does(null, async (request, run, ct) =>
            {
                var reply = await run.Connection.Metrics.GetRatioAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply.Figure);
                }
                else
                {
                    FigureView.Whole(reply.Figure, run);
                }
                return run.Parse.GetValue(who) ? await WhoAsync(request, reply.Figure, run, ct) : ExitCode.Done;
            });
    }

    // Asks about the day and revision of the figure just shown, so that the list belongs to it.
    private static async Task<int> WhoAsync(GetRatioRequest request, Figure figure, Run run, CancellationToken ct)
    {
        var counted = new StreamCountedRequest
        {
            ScopeCode = request.ScopeCode,
            MetricId = figure.MetricId,
            AsOf = figure.AsOf,
            KnownAt = request.KnownAt ?? new() { Revision = figure.Revision },
        };
        var call = run.Connection.Metrics.StreamCounted(counted, cancellationToken: ct);
        if (run.Json)
        {
            return await run.PrintAsync(call, r => r.Persons, () => CountedView.List(run.Words), p => CountedView.Row(p, run.Words), limit: 0, ct);
        }
        var persons = new List<CountedPerson>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync(ct))
        {
            persons.AddRange(reply.Persons);
        }
        // A table a thousand rows: a country's teachers would not fit into one.
        foreach (var rows in CountedView.Ordered(persons).Chunk(1000))
        {
            var table = CountedView.List(run.Words);
            Array.ForEach(rows, p => table.Row(CountedView.Row(p, run.Words)));
            run.Write(table);
        }
        run.Say(run.Words[$"{persons.Count} in all.", $"共 {persons.Count} 条。"]);
        return ExitCode.Done;
    }
}
