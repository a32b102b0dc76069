using Faculty.Domain.Codes;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;

namespace Faculty.Server.Training.Orders;

/// <summary>The form of orders and their parts in requests.</summary>
internal static class OrderForm
{
    private const int MostLines = 20, MostHeads = 10_000, MostWindows = 50, MostSessions = 1_000, LongestNote = 200;
    private const long MostFen = 1_000_000_000_00;

    public static RequestCheck OrderNumber(this RequestCheck check, string number, string field) =>
        check.Require(OrderNumbers.IsNumber(number), field, "must be the number of an order, such as 20261127-7K3MQ");

    public static RequestCheck Note(this RequestCheck check, string note, string field = "note") => check.OptionalText(note, field, LongestNote);

    public static RequestCheck RequiredNote(this RequestCheck check, string note, string field = "note") => check.Text(note, field, LongestNote);

    public static RequestCheck Order(this RequestCheck check, Order order, string field)
    {
        check.OrganisationCode(order.EnterpriseCode, $"{field}.enterprise_code")
            .OrganisationCode(order.SchoolCode, $"{field}.school_code")
            .Require(CreditCode.Problem(order.CreditCode) is null, $"{field}.credit_code", CreditCode.Problem(order.CreditCode) ?? "")
            .OptionalText(order.Address, $"{field}.address", LongestNote)
            .Require(
                order.Languages.Count <= 10 && order.Languages.All(l => l.Length is >= 2 and <= 35 && l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')),
                $"{field}.languages", "must be at most 10 language tags such as zh or en")
            .Require(order.Lines.Count <= MostLines, $"{field}.lines", $"must be at most {MostLines} lines");
        if (order.PlaceCode.Length > 0)
        {
            check.OrganisationCode(order.PlaceCode, $"{field}.place_code");
        }
        for (var i = 0; i < order.Lines.Count; i++)
        {
            Line(check, order.Lines[i], $"{field}.lines[{i}]");
        }
        return check;
    }

    private static void Line(RequestCheck check, OrderLine line, string field)
    {
        check.Code(line.Item?.Code ?? "", $"{field}.item.code", longest: 32)
            .Require(line.Heads is >= 1 and <= MostHeads, $"{field}.heads", $"must be 1 to {MostHeads:N0}")
            .Require(line.Windows.Count <= MostWindows, $"{field}.windows", $"must be at most {MostWindows} windows");
        for (var i = 0; i < line.Windows.Count; i++)
        {
            var (window, path) = (line.Windows[i], $"{field}.windows[{i}]");
            check.PlannedDay(window.StartDate, $"{path}.start_date").PlannedDay(window.LastDate, $"{path}.last_date")
                .Require(
                    !window.StartDate.IsRealDay() || !window.LastDate.IsRealDay() || window.StartDate.ToDay() <= window.LastDate.ToDay(), $"{path}.last_date",
                    "must not lie before start_date");
        }
    }

    public static RequestCheck Sessions(this RequestCheck check, IReadOnlyList<TeachingSession> sessions, string field)
    {
        check.Require(sessions.Count <= MostSessions, field, $"must be at most {MostSessions:N0} sessions");
        for (var i = 0; i < Math.Min(sessions.Count, MostSessions); i++)
        {
            var (session, path) = (sessions[i], $"{field}[{i}]");
            check.PlannedDay(session.Day, $"{path}.day").Times(session.FromTime, session.ToTime, path).Known(session.Kind, $"{path}.kind").TrainerIds(session.TrainerIds, $"{path}.trainer_ids");
        }
        return check;
    }

    /// <summary>A day that planning may name.</summary>
    public static RequestCheck PlannedDay(this RequestCheck check, Google.Type.Date? day, string field) =>
        check.Day(day, field).Require(!day.IsRealDay() || day!.Year is >= 2000 and <= 2100, field, "must be a day of the years 2000 to 2100");

    public static RequestCheck Times(this RequestCheck check, Google.Type.TimeOfDay? from, Google.Type.TimeOfDay? to, string field)
    {
        const string Problem = "must be a time of day in whole minutes, such as 08:00";
        var path = field.Length == 0 ? "" : $"{field}.";
        check.Require(IsTime(from), $"{path}from_time", Problem).Require(IsTime(to), $"{path}to_time", Problem);
        return check.Require(!IsTime(from) || !IsTime(to) || (from!.Hours, from.Minutes).CompareTo((to!.Hours, to.Minutes)) < 0, $"{path}to_time", "must lie after from_time");
    }

    public static RequestCheck TrainerIds(this RequestCheck check, IReadOnlyList<string> ids, string field)
    {
        check.Require(ids.Count <= 50, field, "must be at most 50 trainers");
        for (var i = 0; i < Math.Min(ids.Count, 50); i++)
        {
            check.Id(ids[i], $"{field}[{i}]");
        }
        return check;
    }

    public static RequestCheck Prices(this RequestCheck check, IReadOnlyList<LinePrice> prices, string field)
    {
        check.Require(prices.Select(p => p.LineNumber).Distinct().Count() == prices.Count, field, "must name each line once");
        for (var i = 0; i < prices.Count; i++)
        {
            check.Require(prices[i].HasPriceFen != prices[i].HasAmountFen, $"{field}[{i}].price_fen", "must be given, or amount_fen, and not both")
                .Require(prices[i].PriceFen is >= 0 and <= MostFen / MostHeads && prices[i].AmountFen is >= 0 and <= MostFen, $"{field}[{i}].amount_fen", "must be 0 to 100,000,000,000 fen, and 10,000,000 a head");
        }
        return check;
    }

    private static bool IsTime(Google.Type.TimeOfDay? time) => time is { Hours: >= 0 and <= 23, Minutes: >= 0 and <= 59, Seconds: 0, Nanos: 0 };
}
