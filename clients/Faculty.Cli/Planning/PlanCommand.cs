using System.CommandLine;
using System.Text.Json.Nodes;
using Faculty.Cli.Running;
using Faculty.Domain.Training.Planning;

namespace Faculty.Cli.Planning;

/// <summary>`faculty plan INSTANCE.json -o PLAN.json` (排课): plans a quarter from a file, without a server.</summary>
internal static class PlanCommand
{
    // What is left of the time allowed when the estimate holds: a machine a little slower still ends its budget, and the plan can be made again.
    private const double Usual = 10, Slack = 0.75;

    public static Command Create(Words words)
    {
        var file = Inputs.Argument("INSTANCE.json", words["trainers, items, sessions and rules", "培训师、项目、场次与规则"]);
        var path = new Option<string>("--out", "-o") { Description = words["file for the plan", "写入方案的文件"], Required = true };
        var seed = new Option<ulong>("--seed") { Description = words["the same seed and iterations give the same plan", "种子和步数相同则方案相同"], DefaultValueFactory = _ => 1 };
        var iterations = new Option<long?>("--iterations") { Description = words["steps of the search; by the instance when absent, about 10 s", "搜索步数，默认按实例规模，约 10 秒"] };
        var seconds = new Option<double?>("--seconds") { Description = words["most seconds it may take", "最长用时（秒）"] };
        var explain = Inputs.Flag("--explain", words["say of every unfilled session why, and the cheapest swap", "说明每个未排场次的原因和代价最小的调换"]);
        var command = new Command("plan", words["plan a quarter: who teaches which session when", "季度排课：哪位培训师在何时上哪一场"])
        {
            file, path, seed, iterations, seconds, explain,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(iterations) is < 0)
            {
                result.AddError(words["--iterations takes a whole number from 0.", "--iterations 应填不小于 0 的整数。"]);
            }
            if (result.GetValue(seconds) is { } given && !(given > 0))
            {
                result.AddError(words["--seconds takes a number above 0.", "--seconds 应填大于 0 的数。"]);
            }
        });
        return command.Does(words, async (run, ct) =>
        {
            var begun = TimeProvider.System.GetTimestamp();
            double Elapsed() => TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            var parse = run.Parse;
            var instance = InstanceFile.Read(parse.GetRequiredValue(file), words);
            var cap = parse.GetValue(seconds);
            var order = new PlanOrder
            {
                Seed = parse.GetValue(seed),
                Iterations = parse.GetValue(iterations) ?? Planner.IterationsFor(instance, (cap ?? Usual) * Slack),
                TimeGone = cap is { } most ? () => Elapsed() / most : null,
            };
            // Not given to the task: what is found when somebody stops it is written all the same.
            var plan = await run.WatchedAsync(progressed => Task.Run(
                () => Planner.Plan(instance, order, p => progressed(words["steps", "步"], p.Iterations, p.Budget), ct), CancellationToken.None));
            PlanFile.Write(parse.GetRequiredValue(path), instance, plan.Bookings);
            Print(run, instance, plan, parse.GetValue(explain) ? Explanation.Of(instance, plan.Bookings, [], []) : []);
            if (plan.StoppedEarly)
            {
                run.Say(words[
                    $"Stopped after {plan.Iterations} of {plan.Budget} steps, or hurried by the clock: the plan breaks no rule, but the same seed need not give it again.",
                    $"在 {plan.Budget} 步中的第 {plan.Iterations} 步停止，或因限时加快：方案符合全部硬性规则，但同一种子未必得到相同方案。"]);
            }
            return ct.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
        });
    }

    private static void Print(Run run, Instance instance, QuarterPlan plan, IReadOnlyList<Explanation> unfilled)
    {
        var (o, view) = (plan.Objective, new ExplanationView(instance, run.Words));
        var terms = new (string Name, string Label, long Value)[]
        {
            ("filled", run.Words["sessions filled", "已排场次"], o.Filled), ("fee", run.Words["fees", "课酬"], -o.Fee), ("travel", run.Words["travel", "路程"], -o.Travel),
            ("weekend", run.Words["weekends", "周末"], -o.Weekend), ("evening", run.Words["evenings", "晚间"], -o.Evening),
            ("continuity", run.Words["changing trainers", "换人"], -o.Continuity), ("fairness", run.Words["hours above the target", "超额课时"], -o.Fairness),
        };
        if (!run.Json)
        {
            run.WriteLine(run.Words[
                $"objective {o.Total} · filled {plan.Bookings.Count} of {instance.Sessions.Count} · seed {plan.Seed} · iterations {plan.Iterations}",
                $"目标值 {o.Total} · 已排 {plan.Bookings.Count}/{instance.Sessions.Count} 场 · 种子 {plan.Seed} · 步数 {plan.Iterations}"]);
            run.WriteLine(string.Join(" · ", terms.Select(t => $"{t.Label} {t.Value}")));
            run.WriteLine(run.Words[$"input {plan.InputHash}", $"输入 {plan.InputHash}"]);
            foreach (var line in unfilled.SelectMany(view.Lines))
            {
                run.WriteLine(line);
            }
            return;
        }
        var json = new JsonObject
        {
            ["objective"] = o.Total, ["filled"] = plan.Bookings.Count, ["sessions"] = instance.Sessions.Count, ["seed"] = plan.Seed, ["iterations"] = plan.Iterations,
            ["budget"] = plan.Budget, ["stoppedEarly"] = plan.StoppedEarly, ["inputHash"] = plan.InputHash,
            ["terms"] = new JsonObject(terms.Select(t => KeyValuePair.Create<string, JsonNode?>(t.Name, t.Value))),
        };
        if (run.Parse.GetValue<bool>("--explain"))
        {
            json["unfilled"] = new JsonArray([.. unfilled.Select(view.Json)]);
        }
        run.WriteLine(json.ToJsonString());
    }
}
