using Faculty.Domain.Quotas.PartTime;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Date = Google.Type.Date;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>The form of part-time money in requests.</summary>
internal static class PartTimeForm
{
    /// <summary>Lines of one write.</summary>
    public const int MostLines = 500;

    /// <summary>All hours of a month of 31 days, in hundredths.</summary>
    public const int MostQuantity = 74_400;

    private const long MostBudgetFen = 100_000_000_000;
    private const long MostRateFen = 100_000_000;

    public static RequestCheck Year(this RequestCheck check, int year, string field) => check.Require(year is >= 1990 and <= 2100, field, "must be a calendar year from 1990 to 2100");

    public static RequestCheck StandardCode(this RequestCheck check, string code, string field) =>
        check.Require(RulePackForm.IsCode(code), field, "must be 1 to 32 of A-Z, 0-9 and hyphen, such as SENIOR");

    public static RequestCheck Month(this RequestCheck check, Date? month, string field) => check.Require(month.IsRealDay() && month!.Day == 1, field, "must be the first day of a month");

    public static RequestCheck Quantity(this RequestCheck check, int quantity, string field) =>
        check.Require(quantity is >= 1 and <= MostQuantity, field, "must be 1 to 74,400 hundredths");

    public static RequestCheck Revision(this RequestCheck check, V1.BudgetRevision revision, string field) => check
        .Require(revision.AmountFen is >= 0 and <= MostBudgetFen, $"{field}.amount_fen", "must be 0 to 100,000,000,000 fen")
        .Text(revision.DocumentNumber, $"{field}.document_number", longest: 100)
        .Day(revision.Date, $"{field}.date");

    public static RequestCheck Cap(this RequestCheck check, V1.CapRule cap, string field) => check
        .Require(cap.BasisPoints is >= 1 and <= 10_000, $"{field}.basis_points", "must be 1 to 10000 hundredths of a percent")
        .Known(cap.Base, $"{field}.base")
        .OptionalDay(cap.BaseDate, $"{field}.base_date");

    public static RequestCheck Rate(this RequestCheck check, V1.PayRate rate, string field) => check
        .Require(rate.RateFen is >= 1 and <= MostRateFen, $"{field}.rate_fen", "must be 1 to 100,000,000 fen")
        .Text(rate.DocumentNumber, $"{field}.document_number", longest: 100)
        .Month(rate.StartDate, $"{field}.start_date")
        .Require(rate.LastDate is null || (rate.LastDate.IsRealDay() && rate.LastDate.ToDay() is var last && last == PartTimeWork.Of(new(last.Year, last.Month, 1)).Last), $"{field}.last_date", "must be the last day of a month");

    public static RequestCheck Lines(this RequestCheck check, IHoursWrite request)
    {
        check.Write(request)
            .Require(request.LineIds.Count is >= 1 and <= MostLines && request.LineIds.Distinct().Count() == request.LineIds.Count, "line_ids", $"must be 1 to {MostLines} lines, each once")
            .OptionalDay(request.Date, "date");
        for (var i = 0; i < request.LineIds.Count; i++)
        {
            check.Id(request.LineIds[i], $"line_ids[{i}]");
        }
        return check;
    }

    public static RequestCheck NewHours(this RequestCheck check, V1.NewHours line, string field) => check
        .Id(line.TeacherId, $"{field}.teacher_id")
        .OrganisationCode(line.DepartmentCode, $"{field}.department_code")
        .Month(line.Month, $"{field}.month")
        .StandardCode(line.StandardCode, $"{field}.standard_code")
        .Quantity(line.Quantity, $"{field}.quantity");
}
