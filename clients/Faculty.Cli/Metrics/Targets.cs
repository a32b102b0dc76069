using System.Globalization;
using System.Text.RegularExpressions;
using Faculty.V1;

namespace Faculty.Cli.Metrics;

/// <summary>Targets as they are typed: 60, or year by year 2025=60,2026=62.5.</summary>
internal static partial class Targets
{
    /// <summary>Null when the text means none; empty text asks for no target.</summary>
    public static IReadOnlyList<TrendTarget>? Parse(string text)
    {
        var targets = new List<TrendTarget>();
        foreach (var part in text.Split([',', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = Typed().Match(part);
            var hundredths = match.Success ? (int)(decimal.Parse(match.Groups["percent"].Value, CultureInfo.InvariantCulture) * 100) : 0;
            if (hundredths is < 1 or > 10_000)
            {
                return null;
            }
            var year = match.Groups["year"];
            targets.Add(new() { Year = year.Success ? int.Parse(year.Value, CultureInfo.InvariantCulture) : 0, Hundredths = hundredths });
        }
        return targets;
    }

    [GeneratedRegex(@"\A(?:(?<year>[0-9]{4})=)?(?<percent>[0-9]{1,3}(?:\.[0-9]{1,2})?)%?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}
