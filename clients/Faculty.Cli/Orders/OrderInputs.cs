using System.Globalization;
using Faculty.Cli.PartTime;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Google.Type;

namespace Faculty.Cli.Orders;

/// <summary>Parts of orders as they are typed.</summary>
internal static class OrderInputs
{
    /// <summary>A line: ITEM:HEADS or ITEM:HEADS:FROM..TO,FROM..TO.</summary>
    public static OrderLine Line(string text, Words words)
    {
        var parts = text.Split(':');
        var line = parts.Length is 2 or 3 && Number(parts[1]) is { } heads ? new OrderLine { Item = new() { Code = parts[0] }, Heads = heads } : null;
        foreach (var window in parts.Length == 3 ? parts[2].Split(',') : [])
        {
            var days = window.Split("..");
            var (first, last) = (Dates.Parse(days[0], monthWillDo: false), Dates.Parse(days[^1], monthWillDo: false));
            line = days.Length > 2 || first is null || last is null ? null : line;
            line?.Windows.Add(new DateWindow { StartDate = first, LastDate = last });
        }
        return line ?? throw new UsageException(words[
            "--line takes ITEM:HEADS, or ITEM:HEADS:FROM..TO such as HG-01:20:2026-12-01..2026-12-31.", "--line 应填 项目:人数 或 项目:人数:起..止，如 HG-01:20:2026-12-01..2026-12-31。"]);
    }

    /// <summary>A session: LINE DAY FROM-TO KIND TRAINER,TRAINER.</summary>
    public static TeachingSession Session(string text, Words words)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 5 && Number(parts[0]) is { } line && Dates.Parse(parts[1], monthWillDo: false) is { } day && Times(parts[2]) is var (from, to)
            && Terms.Parse(typeof(TeachingKind), parts[3]) is TeachingKind kind
            ? new() { LineNumber = line, Day = day, FromTime = from, ToTime = to, Kind = kind, TrainerIds = { parts[4].Split(',') } }
            : throw new UsageException(words[
                "--session takes \"LINE DAY FROM-TO KIND TRAINER,TRAINER\" such as \"1 2026-12-07 08:00-12:00 practice ID\".", "--session 应填“行号 日期 起-止 类型 培训师编号”，如“1 2026-12-07 08:00-12:00 实操 编号”。"]);
    }

    /// <summary>From and to, such as 08:00-12:00; null when it is none.</summary>
    public static (TimeOfDay From, TimeOfDay To)? Times(string text)
    {
        var parts = text.Split('-', '–');
        return parts.Length == 2 && Time(parts[0]) is { } from && Time(parts[1]) is { } to ? (from, to) : null;
    }

    /// <summary>LINE=YUAN, a head or for the class.</summary>
    public static LinePrice Price(string text, string option, Words words)
    {
        var (line, yuan) = Pair(text, option, "1=1000", words);
        var fen = Amounts.Parse(yuan, option, words);
        return option == "--price" ? new() { LineNumber = line, PriceFen = fen } : new() { LineNumber = line, AmountFen = fen };
    }

    /// <summary>SESSION=HEADS.</summary>
    public static SessionAttendance Attendance(string text, Words words)
    {
        var parts = text.Split('=');
        return parts.Length == 2 && Number(parts[1]) is { } heads
            ? new() { SessionId = parts[0], Attended = heads }
            : throw new UsageException(words["--session takes SESSION=HEADS, with the id that show prints.", "--session 应填 场次编号=人数，编号见 show。"]);
    }

    /// <summary>LINE=COMPLETED/PASSED.</summary>
    public static LineResult Result(string text, Words words)
    {
        var (line, counts) = Pair(text, "--result", "1=20/18", words);
        var parts = counts.Split('/');
        return parts.Length == 2 && Number(parts[0]) is { } completed && Number(parts[1]) is { } passed
            ? new() { LineNumber = line, Completed = completed, Passed = passed }
            : throw new UsageException(words["--result takes LINE=COMPLETED/PASSED such as 1=20/18.", "--result 应填 行号=结业人数/合格人数，如 1=20/18。"]);
    }

    private static (int Line, string Value) Pair(string text, string option, string example, Words words)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && Number(text[..at]) is { } line
            ? (line, text[(at + 1)..])
            : throw new UsageException(words[$"{option} begins with the number of the line, such as {example}.", $"{option} 应以行号开头，如 {example}。"]);
    }

    private static int? Number(string text) => text.Length is > 0 and < 9 && text.All(char.IsAsciiDigit) ? int.Parse(text) : null;

    private static TimeOfDay? Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new() { Hours = time.Hour, Minutes = time.Minute } : null;
}
