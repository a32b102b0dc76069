using Faculty.Domain;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>Work to be recorded, of a request or of a row.</summary>
internal readonly record struct NewWork(string SchoolCode, string DepartmentCode, DateOnly Month, string StandardCode, int Quantity)
{
    public IReadOnlyList<(string Key, string Value)> Facts => [("school_code", SchoolCode), ("month", $"{Month:yyyy-MM}"), ("department_code", DepartmentCode), ("standard_code", StandardCode)];
}

/// <summary>Decides lines one after the other for one commit, each with those before it; the budgets of their years guard it.</summary>
internal sealed class HoursRecorder(IRegistryStore store, OrganisationView organisations, WriteBatch writes, DateOnly date, string accountId)
{
    private readonly PartTimeLedger ledger = new(store, revision: null);
    private readonly Dictionary<(string School, int Year), (Stored<PartTimeBudget>? Found, PartTimeBudget Budget)> budgets = [];
    private readonly Dictionary<(string School, DateOnly Month), List<HoursLine>> standing = [];
    private readonly HashSet<string> relied = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly List<HoursLine> lines = [];

    /// <summary>The lines that are new, in their order.</summary>
    public IReadOnlyList<HoursLine> Lines => lines;

    /// <summary>The work stands already, line for line: nothing is to be recorded.</summary>
    public async Task<bool> StandsAsync(NewWork work, Stored<Teacher> teacher, CancellationToken ct) =>
        (await StandingAsync(work, ct)).Any(l => IsSame(l, work, teacher) && l.Quantity == work.Quantity && !lines.Contains(l));

    /// <exception cref="RuleBroken">The work cannot be recorded.</exception>
    public async Task AddAsync(NewWork work, Stored<Teacher> teacher, CancellationToken ct)
    {
        RequireDepartment(work);
        var (engagement, category) = PartTimeWork.In(teacher.Value, work.SchoolCode, work.Month)
            ?? throw Broken(Reason.NotEngagedInMonth, "The person is not engaged from outside by the school on any day of the month.", work, teacher);
        var (standard, rate) = await ledger.RateAsync(organisations.Tree, work.SchoolCode, work.StandardCode, work.Month, writes, relied, ct)
            ?? throw Broken(Reason.StandardUnknown, "No standard of this code has a rate for the month.", work, teacher);
        var month = await StandingAsync(work, ct);
        if (month.FirstOrDefault(l => IsSame(l, work, teacher)) is { } other)
        {
            throw Broken(
                Reason.HoursTwice, "Such a line of the person, month, department and standard stands already; return or reverse it first.", work, teacher,
                ("other_line_id", lines.Contains(other) ? "" : other.LineId));
        }
        var budget = await BudgetAsync(work, ct);
        RequirePlausible(work, teacher, standard.Value.Unit, month, budget.MostMonthlyHours);
        var line = new HoursLine
        {
            LineId = Ids.New(), SchoolCode = work.SchoolCode, DepartmentCode = work.DepartmentCode, TeacherId = teacher.Id, EngagementId = engagement.EngagementId, Category = category,
            Month = work.Month, StandardCode = work.StandardCode, StandardId = standard.Id, RateId = rate.RateId, Unit = standard.Value.Unit, RateFen = rate.RateFen,
            Quantity = work.Quantity, AmountFen = PartTimePay.AmountFen(standard.Value.Unit, rate.RateFen, work.Quantity),
            Steps = [new() { Type = HoursStepType.Record, Date = date, AccountId = accountId }],
        };
        if (relied.Add(teacher.Id))
        {
            writes.RelyOn(Documents.Teachers, teacher);
        }
        lines.Add(line);
        month.Add(line);
    }

    /// <summary>Puts the lines and their budgets into the batch.</summary>
    public void Put()
    {
        organisations.RelyOn(writes, named);
        foreach (var line in lines)
        {
            writes.Insert(Documents.HoursLines, line.LineId, line);
        }
        foreach (var (key, (found, budget)) in budgets.Where(b => lines.Any(l => l.SchoolCode == b.Key.School && l.Year == b.Key.Year)))
        {
            PartTimeLedger.Put(writes, found, budget.Touched());
        }
    }

    private void RequireDepartment(NewWork work)
    {
        named.Add(work.SchoolCode);
        named.Add(work.DepartmentCode);
        var department = organisations.Tree.Find(work.DepartmentCode);
        var days = PartTimeWork.Of(work.Month);
        if (department?.Kind is not (OrganisationKind.Department or OrganisationKind.AttachedClass) || !department.Parents.Any(p => p.ParentCode == work.SchoolCode && p.Period.Overlaps(days)))
        {
            throw new RuleBroken(
                Reason.DepartmentNotOfSchool, "The department does not belong to the school in this month.",
                ("department_code", work.DepartmentCode), ("school_code", work.SchoolCode), ("day", $"{work.Month:O}"));
        }
    }

    // Hours of all departments and standards together; of a month, no more than all of it by one standard.
    private static void RequirePlausible(NewWork work, Stored<Teacher> teacher, PayUnit unit, List<HoursLine> month, int mostMonthlyHours)
    {
        var (most, before) = unit == PayUnit.Hour
            ? (mostMonthlyHours, month.Where(l => IsOf(l, teacher.Value) && l.Unit == PayUnit.Hour).Sum(l => l.Quantity))
            : (PartTimePay.Whole, month.Where(l => IsOf(l, teacher.Value) && l.StandardCode == work.StandardCode).Sum(l => l.Quantity));
        if (before + work.Quantity > most)
        {
            throw Broken(
                Reason.HoursImplausible, "The person would have more in the month than is plausible.", work, teacher,
                ("hours", $"{before + work.Quantity}"), ("most_hours", $"{most}"));
        }
    }

    private async Task<PartTimeBudget> BudgetAsync(NewWork work, CancellationToken ct)
    {
        var key = (work.SchoolCode, work.Month.Year);
        if (!budgets.TryGetValue(key, out var known))
        {
            var found = await ledger.BudgetAsync(work.SchoolCode, work.Month.Year, ct);
            budgets[key] = known = (found, found?.Value ?? PartTimeLedger.NewBudget(work.SchoolCode, work.Month.Year));
        }
        return known.Budget;
    }

    private async Task<List<HoursLine>> StandingAsync(NewWork work, CancellationToken ct)
    {
        // The budget first: whoever writes after it is read makes this commit be decided again.
        await BudgetAsync(work, ct);
        var key = (work.SchoolCode, work.Month);
        return standing.TryGetValue(key, out var known)
            ? known
            : standing[key] = [.. (await ledger.LinesAsync(work.SchoolCode, work.Month.Year, work.Month, ct)).Select(l => l.Value).Where(l => l.Stands)];
    }

    /// <summary>The line is of the person: recorded under the record that stands, or under one that was merged into it.</summary>
    public static bool IsOf(HoursLine line, Teacher standing) => line.TeacherId == standing.TeacherId || standing.MergedRecords.Any(m => m.TeacherId == line.TeacherId);

    private static bool IsSame(HoursLine line, NewWork work, Stored<Teacher> teacher) =>
        IsOf(line, teacher.Value) && line.Key == HoursLine.KeyOf(line.TeacherId, work.SchoolCode, work.Month, work.DepartmentCode, work.StandardCode);

    private static RuleBroken Broken(Reason reason, string message, NewWork work, Stored<Teacher> teacher, params ReadOnlySpan<(string Key, string Value)> more) =>
        new(reason, message, [.. work.Facts, ("teacher_id", teacher.Id), .. more]);
}
