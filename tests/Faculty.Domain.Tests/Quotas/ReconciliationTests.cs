using CsCheck;
using Faculty.Domain.Quotas.Payrolls;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Quotas;

/// <summary>A payroll held against the books.</summary>
public sealed class ReconciliationTests
{
    private static readonly Period September = new(new(2026, 9, 1), new(2026, 9, 30));
    private static readonly EngagementKind[] Established = [EngagementKind.Established];

    [Fact]
    public void Every_difference_says_why()
    {
        BookEntry[] books =
        [
            Entry("paid", "S1", "1"), Entry("missing", "S1", "2"), Entry("left", "S1", "3", last: new(2026, 8, 31)), Entry("later", "S1", "4", first: new(2026, 10, 1)),
            Entry("elsewhere", "S2", "5"), Entry("contract", "S1", "6", kind: EngagementKind.Contract), Entry("goes", "S1", "7", last: new(2026, 9, 1)), Entry("renamed", "S1", "8"),
        ];
        PayrollLine[] lines =
        [
            Line(2, "1", "paid"), Line(3, "1", "paid"), Line(4, "3", "left"), Line(5, "4", "later"), Line(6, "5", "elsewhere", "S1"), Line(7, "6", "contract"), Line(8, "7", "goes"), Line(9, "8", "before"),
            Line(10, "99", "nobody"), Line(11, "5", "another", "S1"),
        ];
        var result = Of(lines, books);
        Assert.Equal(
            [
                (PayrollCause.PaidNotEngaged, 11), (PayrollCause.PaidNotEngaged, 10), (PayrollCause.EngagedNotPaid, 0), (PayrollCause.EngagedNotPaid, 0), (PayrollCause.LeftBefore, 4), (PayrollCause.StartsLater, 5),
                (PayrollCause.OtherSchool, 6), (PayrollCause.Duplicate, 3), (PayrollCause.NameDiffers, 9), (PayrollCause.OtherKind, 7),
            ],
            result.Differences.OrderBy(d => d.Cause).Select(d => (d.Cause, d.Line?.Row ?? 0)).OrderBy(d => d.Cause).ThenByDescending(d => d.Item2));
        Assert.Equal((5, 3, 2), (result.OnBooks, result.Paid, result.Missing));
        Assert.Equal(new DateOnly(2026, 8, 31), result.Differences.Single(d => d.Cause == PayrollCause.LeftBefore).Date);
        Assert.Equal("S2", result.Differences.Single(d => d.Cause == PayrollCause.OtherSchool).Entry!.Engagement.SchoolCode);
        Assert.Equal(2, result.Differences.Single(d => d.Cause == PayrollCause.Duplicate).OtherRow);
    }

    [Fact]
    public void Names_that_may_not_be_seen_are_not_compared()
    {
        var result = Reconciliation.Of([Line(2, "1", "guess")], [Entry("secret", "S1", "1")], September, Established, _ => false);
        Assert.Empty(result.Differences);
        Assert.Equal((1, 1), (result.Paid, result.NamesNotCompared));
    }

    [Fact]
    public void Who_changes_schools_in_the_month_may_be_paid_at_both_and_counts_once()
    {
        BookEntry[] books = [Entry("moves", "S1", "1", last: new(2026, 9, 15)), Entry("moves", "S2", "9", first: new(2026, 9, 16))];
        var result = Of([Line(2, "1", "moves"), Line(3, "9", "moves"), Line(4, "9", "moves")], books);
        Assert.Equal((1, 1, 1, 1), (result.OnBooks, result.Paid, result.FurtherLines, result.Differences.Count));
        Assert.Equal(PayrollCause.Duplicate, result.Differences[0].Cause);
    }

    [Fact]
    public void Of_several_schools_with_the_number_the_books_then_the_name_decide()
    {
        BookEntry[] books = [Entry("a", "S1", "1"), Entry("b", "S2", "1"), Entry("c", "S3", "1", last: new(2020, 1, 1))];
        Assert.Equal("a", Of([Line(2, "1", "b")], books).Differences.Single().Entry!.TeacherId);
        Assert.Equal(PayrollCause.Ambiguous, Of([Line(2, "1", "x")], books).Differences.Single(d => d.Line is not null).Cause);
    }

    [Fact]
    public void Heads_and_lines_add_up_whatever_is_sent()
    {
        var school = Gen.Int[1, 3].Select(i => $"S{i}");
        var number = Gen.Int[1, 5].Select(i => $"{i}");
        var entry = Gen.Select(school, number, Gen.Int[-60, 60], Gen.Int[0, 90], Gen.Int[0, 5]).Select((s, n, first, days, kind) =>
            Entry($"{s}{n}", s, n, September.First.AddDays(first), days > 80 ? null : September.First.AddDays(first + days), kind == 0 ? EngagementKind.Contract : EngagementKind.Established));
        var line = Gen.Select(Gen.Int[0, 3].Select(i => i == 0 ? "" : $"S{i}"), number, Gen.Int[0, 2]).Select((s, n, named) => Line(0, n, named == 0 ? "" : named == 1 ? $"{s}{n}" : "other", s));
        Gen.Select(line.Array[0, 20], entry.Array[0, 15]).Sample((lines, books) =>
        {
            var result = Of([.. lines.Select((l, i) => l with { Row = i + 2 })], books);
            var onBooks = books.Where(b => b.Engagement.Kind == EngagementKind.Established && b.Engagement.Period.Overlaps(September)).Select(b => b.TeacherId).Distinct().Count();
            Assert.Equal(onBooks, result.OnBooks);
            Assert.Equal(onBooks, result.Paid + result.Differences.Count(d => d.Cause == PayrollCause.EngagedNotPaid));
            Assert.Equal(lines.Length, result.Paid + result.FurtherLines + result.Differences.Count(d => d.OfNobody));
        });
    }

    private static Reconciliation Of(PayrollLine[] lines, BookEntry[] books) => Reconciliation.Of(lines, books, September, Established, _ => true);

    private static PayrollLine Line(int row, string number, string name, string school = "") => new(row, number, name, school, 100);

    private static BookEntry Entry(string person, string school, string number, DateOnly? first = null, DateOnly? last = null, EngagementKind kind = EngagementKind.Established) =>
        new(person, person, new() { EngagementId = $"{person}{school}", SchoolCode = school, StaffNumber = number, Kind = kind, StartDate = first ?? new(2020, 9, 1), LastDate = last });
}
