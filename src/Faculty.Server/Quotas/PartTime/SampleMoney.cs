using Faculty.Domain.Quotas.PartTime;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>Part-time money of the sample school (示例): a budget that was raised, standards of the county, and hours from March to October 2026.</summary>
internal sealed class SampleMoney(IRegistryStore store, JournalFollower follower)
{
    private const string School = "140581-GP01";
    private const string County = "140581";
    private const int Year = 2026;

    // Whose hours they are, by the sample's own numbers; a month in which somebody is not engaged has none.
    private static readonly string[] Guests = ["T0000009", "T0000012", "T0000013", "T0000018", "T0000021", "T0000061", "T0000062", "T0000080", "T0000105", "T0000119"];

    // July and August are holidays.
    private static readonly int[] Months = [3, 4, 5, 6, 9, 10];

    public async Task LoadAsync(CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var batch = new WriteBatch("server", "sample");
        var standards = new[]
        {
            Standard("ENTERPRISE", "企业兼职教师").With(Rate(8_000, new(2024, 1, 1), "高教〔2024〕2号")),
            Standard("SENIOR", "高级职称兼课教师").With(Rate(10_000, new(2024, 1, 1), "高教〔2024〕2号")).With(Rate(11_000, new(2026, 9, 1), "高教〔2026〕15号")),
        };
        foreach (var standard in standards)
        {
            batch.Insert(Documents.PayStandards, standard.StandardId, standard);
        }
        var budget = PartTimeLedger.NewBudget(School, Year)
            .Revise(new() { RevisionId = Ids.New(), AmountFen = 9_000_000, DocumentNumber = "高财教〔2026〕3号", Date = new(2026, 1, 15) })
            .Revise(new() { RevisionId = Ids.New(), AmountFen = 12_000_000, DocumentNumber = "高财教〔2026〕21号", Date = new(2026, 9, 1) });
        batch.Insert(Documents.PartTimeBudgets, budget.BudgetId, budget);
        foreach (var (number, reference) in Guests.Index())
        {
            if (await store.FindByKeyAsync(Documents.Teachers, Documents.ImportRefIndex, TeacherKeys.ImportRef(School, reference), ct) is { } guest)
            {
                foreach (var line in Months.Select(month => Line(guest, number, new(Year, month, 1), standards)).OfType<HoursLine>())
                {
                    batch.Insert(Documents.HoursLines, line.LineId, line);
                }
            }
        }
        await follower.CaughtUpAsync((await store.CommitAsync(batch)).Revision, ct);
    }

    // Up to September paid in the month after, save what was confirmed late; October waits for its departments.
    private static HoursLine? Line(Stored<Domain.Teachers.Teacher> guest, int number, DateOnly month, PayStandard[] standards)
    {
        if (PartTimeWork.In(guest.Value, School, month) is not { } work
            || guest.Value.Posts.FirstOrDefault(p => p.Primary && p.EngagementId == work.Engagement.EngagementId && p.Period.Overlaps(PartTimeWork.Of(month))) is not { } post)
        {
            return null;
        }
        var standard = standards[work.Engagement.Kind == Domain.Teachers.EngagementKind.ExternalEnterprise ? 0 : 1];
        var rate = standard.RateIn(month)!;
        var quantity = 1_600 + (number * 350 % 1_200) + (month.Month * 50);
        var next = month.AddMonths(1);
        var line = new HoursLine
        {
            LineId = Ids.New(), SchoolCode = School, DepartmentCode = post.DepartmentCode, TeacherId = guest.Id, EngagementId = work.Engagement.EngagementId, Category = work.Category, Month = month,
            StandardCode = standard.Code, StandardId = standard.StandardId, RateId = rate.RateId, Unit = standard.Unit, RateFen = rate.RateFen, Quantity = quantity,
            AmountFen = PartTimePay.AmountFen(standard.Unit, rate.RateFen, quantity), Steps = [new() { Type = HoursStepType.Record, Date = next.AddDays(2), AccountId = "sample-clerk" }],
        };
        if (month.Month == 10)
        {
            return line;
        }
        line = line.Confirm(next.AddDays(6), "sample-department");
        return month.Month == 9 && number % 3 == 0 ? line : line.Pay(next.AddDays(14), "sample-finance", $"国库集中支付 {next:yyyyMM}-07");
    }

    private static PayStandard Standard(string code, string title) =>
        new() { StandardId = PartTimeLedger.IdOf(PartTimeLedger.Key(County, code)), OrganisationCode = County, Code = code, Title = title, Unit = PayUnit.Hour };

    private static PayRate Rate(long fen, DateOnly first, string document) => new() { RateId = Ids.New(), RateFen = fen, DocumentNumber = document, StartDate = first };
}
