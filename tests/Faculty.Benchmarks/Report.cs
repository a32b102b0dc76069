using System.Globalization;
using System.Text;

namespace Faculty.Benchmarks;

/// <summary>The figures of a run: each with its goal, whether it is reached, and what it was measured from.</summary>
internal sealed class Report
{
    private readonly List<string> rows = [];

    public void AtLeast(string figure, double value, string unit, double goal, string detail) =>
        Row(figure, Text(value, unit), $"≥ {Text(goal, unit)}", value >= goal ? "yes" : "no", detail);

    public void AtMost(string figure, double value, string unit, double goal, string detail) =>
        Row(figure, Text(value, unit), $"≤ {Text(goal, unit)}", value <= goal ? "yes" : "no", detail);

    /// <summary>A number without a goal.</summary>
    public void Note(string figure, double value, string unit, string detail) => Row(figure, Text(value, unit), "–", "–", detail);

    public void Note(string figure, string detail) => Row(figure, "–", "–", "–", detail);

    public string Table(BenchmarkOptions options, TimeProvider clock) => new StringBuilder()
        .Append($"{clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC · {options.Teachers} teachers · ")
        .AppendLine($"{options.Rounds.Rounds} rounds of {options.Rounds.Seconds} s · {Machine.Describe()}")
        .AppendLine()
        .AppendLine("| figure | measured | goal | reached | from |")
        .AppendLine("|---|---|---|---|---|")
        .AppendJoin('\n', rows)
        .AppendLine()
        .ToString();

    private void Row(string figure, string value, string goal, string reached, string detail)
    {
        rows.Add($"| {figure} | {value} | {goal} | {reached} | {detail} |");
        Console.Error.WriteLine($"{figure}: {value} (goal {goal}, reached {reached}) {detail}");
    }

    private static string Text(double value, string unit)
    {
        var number = Math.Abs(value) switch
        {
            >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
            _ => value.ToString("0.###", CultureInfo.InvariantCulture),
        };
        return unit.Length == 0 ? number : $"{number} {unit}";
    }
}
