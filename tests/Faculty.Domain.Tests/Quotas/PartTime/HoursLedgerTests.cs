using CsCheck;
using Faculty.Domain.Quotas.PartTime;

namespace Faculty.Domain.Tests.Quotas.PartTime;

/// <summary>Lines of work and the budget they are paid from, on any day.</summary>
public sealed class HoursLedgerTests
{
    private static readonly DateOnly Origin = new(2028, 1, 1);

    [Fact]
    public void A_line_goes_from_the_clerk_to_the_department_to_finance_and_each_day_keeps_its_state()
    {
        var line = Line("1", 292_000, Origin).Confirm(Origin.AddDays(2), "department").Pay(Origin.AddDays(4), "finance", "V-1");
        Assert.Equal(
            [HoursState.Unspecified, HoursState.Recorded, HoursState.Recorded, HoursState.Confirmed, HoursState.Confirmed, HoursState.Paid],
            Enumerable.Range(-1, 6).Select(d => line.StateOn(Origin.AddDays(d))));
        Assert.Equal((292_000L, 0L), (HoursSum.Of([line], Origin.AddDays(3)).PayableFen, HoursSum.Of([line], Origin.AddDays(3)).PaidFen));
        Assert.Equal((0L, 292_000L), (HoursSum.Of([line], Origin.AddDays(4)).PayableFen, HoursSum.Of([line], Origin.AddDays(4)).PaidFen));
    }

    [Fact]
    public void Four_eyes_see_every_line()
    {
        var line = Line("1", 1, Origin);
        Assert.Equal(Reason.FourEyes, Refused(() => line.Confirm(Origin, "clerk")));
        var confirmed = line.Confirm(Origin, "department");
        Assert.Equal(Reason.FourEyes, Refused(() => confirmed.Pay(Origin, "clerk", "1")));
        Assert.Equal(Reason.FourEyes, Refused(() => confirmed.Pay(Origin, "department", "1")));
        Assert.Equal(HoursState.Paid, confirmed.Pay(Origin, "finance", "1").State);
    }

    [Fact]
    public void Steps_are_taken_in_their_order_and_on_days_that_do_not_go_back()
    {
        var line = Line("1", 1, Origin);
        Assert.Equal(Reason.HoursState, Refused(() => line.Pay(Origin, "finance", "1")));
        Assert.Equal(Reason.HoursStepEarlier, Refused(() => line.Confirm(Origin.AddDays(-1), "department")));
        var paid = line.Confirm(Origin, "department").Pay(Origin, "finance", "1");
        Assert.Equal(Reason.HoursState, Refused(() => paid.Return(Origin, "finance", "x", HoursState.Recorded, HoursState.Confirmed)));
        Assert.Equal(Reason.HoursState, Refused(() => line.Return(Origin, "finance", "x", HoursState.Confirmed)));
        var returned = line.Return(Origin, "department", "x", HoursState.Recorded, HoursState.Confirmed);
        Assert.Equal((HoursState.Returned, false), (returned.State, returned.Stands));
        Assert.Equal(Reason.HoursState, Refused(() => returned.Confirm(Origin, "department")));
    }

    [Fact]
    public void What_was_paid_is_taken_back_by_a_line_of_its_own_once()
    {
        var paid = Line("1", 292_000, Origin).Confirm(Origin, "department").Pay(Origin, "finance", "1");
        var (reversed, reversal) = paid.Reverse("2", Origin.AddDays(9), "finance", "V-2", "误付");
        Assert.Equal((HoursState.Paid, false, -292_000L, -3_650, HoursState.Paid, false), (reversed.State, reversed.Stands, reversal.AmountFen, reversal.Quantity, reversal.State, reversal.Stands));
        Assert.Equal([(292_000L, 1), (0L, 0)], Enumerable.Range(8, 2).Select(d => HoursSum.Of([reversed, reversal], Origin.AddDays(d))).Select(s => (s.PaidFen, s.Heads)));
        Assert.Equal(Reason.HoursReversed, Refused(() => reversed.Reverse("3", Origin.AddDays(9), "finance", "V-3", "x")));
        Assert.Equal(Reason.HoursReversed, Refused(() => reversal.Reverse("3", Origin.AddDays(9), "finance", "V-3", "x")));
        Assert.Equal(Reason.HoursStepEarlier, Refused(() => paid.Reverse("3", Origin.AddDays(-1), "finance", "V-3", "x")));
        Assert.Equal(Reason.HoursState, Refused(() => Line("4", 1, Origin).Reverse("3", Origin, "finance", "V-3", "x")));
    }

    [Fact]
    public void The_amount_of_a_day_is_that_of_the_last_document()
    {
        var budget = Budget((100, Origin), (80, new(2028, 7, 1)), (90, new(2028, 7, 1)), (120, new(2028, 12, 31)));
        Assert.Equal([0L, 100L, 100L, 90L, 120L, 120L], new DateOnly[] { new(2027, 12, 31), Origin, new(2028, 6, 30), new(2028, 7, 1), new(2028, 12, 31), new(2029, 1, 1) }.Select(budget.AmountOn));
    }

    [Fact]
    public void More_than_the_budget_is_not_paid()
    {
        var budget = Budget((100, Origin));
        var paid = Paid("1", 60, Origin);
        budget.RequireMoney([paid], 40, Origin, explained: false);
        var broken = Assert.Throws<RuleBroken>(() => budget.RequireMoney([paid], 41, Origin, explained: true));
        Assert.Equal((Reason.BudgetExhausted, "60", "100"), (broken.Reason, broken.Facts.Single(f => f.Key == "paid_fen").Value, broken.Facts.Single(f => f.Key == "budget_fen").Value));
        var soft = budget with { Control = BudgetControl.Soft };
        Assert.Throws<RuleBroken>(() => soft.RequireMoney([paid], 41, Origin, explained: false));
        soft.RequireMoney([paid], 41, Origin, explained: true);
        (budget with { Control = BudgetControl.Info }).RequireMoney([paid], 41, Origin, explained: false);
    }

    [Fact]
    public void A_payment_of_an_earlier_day_looks_at_the_days_after_it()
    {
        // Lowered on 1 July; what is paid in June counts on that day too.
        var budget = Budget((100, Origin), (50, new(2028, 7, 1)));
        Assert.Contains(("day", "2028-07-01"), Assert.Throws<RuleBroken>(() => budget.RequireMoney([], 51, new(2028, 6, 1), explained: false)).Facts);
        budget.RequireMoney([], 50, new(2028, 6, 1), explained: false);
        // Before there is money, none is paid.
        Assert.Contains(("budget_fen", "0"), Assert.Throws<RuleBroken>(() => budget.RequireMoney([], 1, Origin.AddDays(-1), explained: false)).Facts);
        // What is taken back later does not help before.
        var (reversed, reversal) = Paid("1", 100, Origin).Reverse("2", new(2028, 3, 1), "finance", "1", "x");
        Assert.Contains(("day", "2028-02-01"), Assert.Throws<RuleBroken>(() => budget.RequireMoney([reversed, reversal], 50, new(2028, 2, 1), explained: false)).Facts);
        budget.RequireMoney([reversed, reversal], 50, new(2028, 3, 1), explained: false);
    }

    [Theory]
    [InlineData(20, 101, 2_000, 20, 0)]
    [InlineData(21, 101, 2_000, 20, 1)]
    [InlineData(1, 0, 2_000, 0, 1)]
    [InlineData(0, 0, 2_000, 0, 0)]
    public void A_cap_allows_whole_heads(int heads, int baseCount, int basisPoints, int allowed, int over)
    {
        var use = CapUse.Of(new() { BasisPoints = basisPoints }, heads, baseCount);
        Assert.Equal((allowed, over), (use.AllowedHeads, use.Over));
    }

    [Fact]
    public void A_school_with_room_does_not_hide_one_over_its_cap()
    {
        var together = CapUse.Together(24, [CapUse.Of(new() { BasisPoints = 2_000 }, 5, 10), CapUse.Of(new() { BasisPoints = 2_000 }, 19, 200)]);
        Assert.Equal((24, 210, 42, 3), (together.Heads, together.BaseCount, together.AllowedHeads, together.Over));
    }

    /// <summary>Random histories against rows of (day, what changed) that are added up anew.</summary>
    [Fact]
    public void On_any_day_the_budget_is_paid_and_payable_and_left_and_no_payment_passes_it() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var budget = Budget();
        var lines = new Dictionary<string, HoursLine>(StringComparer.Ordinal);
        var moves = new List<(DateOnly Day, long Payable, long Paid, long Recorded)>();
        var amounts = new List<(DateOnly Day, long Amount)>();
        for (var step = 0; step < 120; step++)
        {
            var day = Origin.AddDays(random.Next(366));
            var some = lines.Count == 0 ? null : lines.Values.ElementAt(random.Next(lines.Count));
            try
            {
                switch (random.Next(8))
                {
                    // Never lowered, so that what was paid lawfully stays so.
                    case 0 when amounts.Count == 0 || day >= amounts[^1].Day:
                        var amount = (amounts.Count == 0 ? 0 : amounts[^1].Amount) + random.Next(100_000);
                        budget = budget.Revise(new() { AmountFen = amount, DocumentNumber = "1", Date = day });
                        amounts.Add((day, amount));
                        break;
                    case 1 or 2:
                        var quantity = random.Next(1, 4_000);
                        var line = Line($"{step}", PartTimePay.AmountFen(PayUnit.Hour, 3_333, quantity), day) with { Quantity = quantity, TeacherId = $"t{random.Next(5)}" };
                        lines[line.LineId] = line;
                        moves.Add((day, 0, 0, line.AmountFen));
                        break;
                    case 3 or 4 when some is not null:
                        lines[some.LineId] = some.Confirm(day, "department");
                        moves.Add((day, some.AmountFen, 0, -some.AmountFen));
                        break;
                    case 5 or 6 when some is not null:
                        var next = some.Pay(day, "finance", "1");
                        budget.RequireMoney([.. lines.Values], some.AmountFen, day, explained: false);
                        lines[some.LineId] = next;
                        moves.Add((day, -some.AmountFen, some.AmountFen, 0));
                        break;
                    case 7 when some is not null && random.Next(3) == 0:
                        var (reversed, reversal) = some.Reverse($"{step}r", day, "finance", "1", "x");
                        (lines[some.LineId], lines[reversal.LineId]) = (reversed, reversal);
                        moves.Add((day, 0, -some.AmountFen, 0));
                        break;
                    case 7 when some is not null:
                        var payable = some.State == HoursState.Confirmed;
                        lines[some.LineId] = some.Return(day, "department", "x", HoursState.Recorded, HoursState.Confirmed);
                        moves.Add((day, payable ? -some.AmountFen : 0, 0, payable ? 0 : -some.AmountFen));
                        break;
                }
            }
            catch (RuleBroken broken)
            {
                Assert.Contains(broken.Reason, (Reason[])[Reason.HoursState, Reason.HoursStepEarlier, Reason.HoursReversed, Reason.BudgetExhausted]);
            }
        }
        for (var day = Origin.AddDays(-1); day < Origin.AddDays(370); day = day.AddDays(1))
        {
            var (sum, use, known) = (HoursSum.Of(lines.Values, day), budget.UseOn(day, lines.Values), moves.Where(m => m.Day <= day).ToList());
            Assert.Equal((known.Sum(m => m.Payable), known.Sum(m => m.Paid), known.Sum(m => m.Recorded)), (sum.PayableFen, sum.PaidFen, sum.RecordedFen));
            Assert.Equal(amounts.LastOrDefault(a => a.Day <= day).Amount, use.BudgetFen);
            Assert.Equal(use.BudgetFen, use.PaidFen + use.PayableFen + use.LeftFen);
            Assert.True(use.PaidFen <= use.BudgetFen, $"seed {seed}: {use.PaidFen} of {use.BudgetFen} on {day:O}");
            Assert.Equal(sum.PayableFen + sum.PaidFen, lines.Values.GroupBy(l => l.TeacherId).Sum(t => HoursSum.Of(t, day).CostFen));
            Assert.Equal(lines.Values.Where(l => l.StateOn(day) is HoursState.Confirmed or HoursState.Paid).Sum(l => Math.Sign(l.Quantity) * PartTimePay.AmountFen(l.Unit, l.RateFen, Math.Abs(l.Quantity))), sum.CostFen);
        }
    }, iter: 60);

    private static HoursLine Line(string id, long amountFen, DateOnly recorded) => new()
    {
        LineId = id, SchoolCode = "GP", DepartmentCode = "GP-ZB", TeacherId = "t", EngagementId = "e", Month = Origin, StandardCode = "S", Unit = PayUnit.Hour,
        RateFen = 3_333, Quantity = 3_650, AmountFen = amountFen, Steps = [new() { Type = HoursStepType.Record, Date = recorded, AccountId = "clerk" }],
    };

    private static HoursLine Paid(string id, long amountFen, DateOnly day) => Line(id, amountFen, day).Confirm(day, "department").Pay(day, "finance", "1");

    private static PartTimeBudget Budget(params IEnumerable<(long Amount, DateOnly Day)> revisions) => revisions.Aggregate(
        new PartTimeBudget { SchoolCode = "GP", Year = 2028 }, (budget, r) => budget.Revise(new() { AmountFen = r.Amount, DocumentNumber = "1", Date = r.Day }));

    private static Reason Refused(Action act) => Assert.Throws<RuleBroken>(act).Reason;
}
