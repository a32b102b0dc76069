using Microsoft.Extensions.DependencyInjection;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;
using HoursStep = Faculty.Domain.Quotas.PartTime.HoursStep;
using HoursStepType = Faculty.Domain.Quotas.PartTime.HoursStepType;

namespace Faculty.Server.Tests.Hosting;

/// <summary>An example of every write about part-time money; lines that others recorded are there from the start, since nobody confirms their own.</summary>
internal static class PartTimeWrites
{
    private static readonly string Recorded = Id(1), Returned = Id(2), Payable = Id(3), Refused = Id(4), Paid = Id(5);
    private static string guest = "";

    public static async Task PrepareAsync(TestServer server)
    {
        guest = (await server.Teachers.CreateTeacherAsync(new()
        {
            Identity = Wang("张师傅"), Engagement = new() { SchoolCode = School, Kind = EngagementKind.ExternalEnterprise, StaffNumber = "W-01", StartDate = Day(2025, 1, 1) }, Post = Specialty(),
        })).Teacher.TeacherId;
        await server.PartTime.SetBudgetAsync(new() { SchoolCode = School, Year = 2025, Revision = new() { AmountFen = 1_000_000, DocumentNumber = "1", Date = Day(2025, 1, 1) } });
        var rate = (await server.PartTime.SetStandardAsync(Standard("S"))).Standard;
        var batch = new WriteBatch("tests", "hours");
        foreach (var (id, month, steps) in ((string, int, HoursStepType[])[])[(Recorded, 1, [HoursStepType.Record]), (Returned, 2, [HoursStepType.Record]), (Payable, 3, Confirmed), (Refused, 4, Confirmed), (Paid, 5, [.. Confirmed, HoursStepType.Pay])])
        {
            var line = new HoursLine
            {
                LineId = id, SchoolCode = School, DepartmentCode = Departments[0], TeacherId = guest, EngagementId = "e", Month = new(2025, month, 1), StandardCode = "S", StandardId = rate.StandardId, RateId = rate.Rates[0].RateId,
                Unit = Domain.Quotas.PartTime.PayUnit.Hour, RateFen = 8_000, Quantity = 100, AmountFen = 8_000, Steps = [.. steps.Select(s => new HoursStep { Type = s, Date = new(2025, 6, 1), AccountId = "other" })],
            };
            batch.Insert(Documents.HoursLines, id, line);
        }
        await server.Server.Services.GetRequiredService<IRegistryStore>().CommitAsync(batch);
    }

    /// <param name="last">The last reply, in which ids stand that were made.</param>
    public static IEnumerable<(string Rpc, Func<IMessage> Request)> All(Func<IMessage> last)
    {
        yield return ("SetBudget", () => new SetBudgetRequest { SchoolCode = School, Year = 2026, Revision = new() { AmountFen = 1, DocumentNumber = "1", Date = Day(2025, 1, 1) } });
        yield return ("SetBudgetRules", () => new SetBudgetRulesRequest { SchoolCode = School, Year = 2025, Control = BudgetControl.Soft, Cap = new() { BasisPoints = 2_000, Base = CapBase.FullTimeHeads }, MostMonthlyHours = 20_000 });
        yield return ("SetStandard", () => Standard("T"));
        var made = ((SetStandardResponse)last()).Standard;
        yield return ("WithdrawRate", () => new WithdrawRateRequest { OrganisationCode = School, StandardCode = "T", RateId = made.Rates[0].RateId });
        yield return ("RecordHours", () => new RecordHoursRequest { SchoolCode = School, Lines = { new NewHours { TeacherId = guest, DepartmentCode = Departments[1], Month = Day(2025, 9, 1), StandardCode = "S", Quantity = 3_650 } } });
        yield return ("ImportHours", () => new ImportHoursRequest { FileName = "hours.csv", Content = ByteString.CopyFromUtf8($"teacher_ref,school_code,department_code,month,hours,standard_code\nW-01,{School},{Departments[1]},2025-10,36.5,S\n") });
        yield return ("ConfirmHours", () => new ConfirmHoursRequest { LineIds = { Recorded } });
        yield return ("ReturnHours", () => new ReturnHoursRequest { LineIds = { Returned }, Explanation = "多报" });
        yield return ("PayHours", () => new PayHoursRequest { LineIds = { Payable }, DocumentNumber = "1" });
        yield return ("RefuseHours", () => new RefuseHoursRequest { LineIds = { Refused }, Explanation = "多报" });
        yield return ("ReverseHours", () => new ReverseHoursRequest { LineIds = { Paid }, DocumentNumber = "1", Explanation = "多付" });
    }

    private static HoursStepType[] Confirmed => [HoursStepType.Record, HoursStepType.Confirm];

    private static SetStandardRequest Standard(string code) => new()
    {
        Standard = new() { OrganisationCode = School, Code = code, Title = "兼职课酬", Unit = PayUnit.Hour }, Rate = new() { RateFen = 8_000, DocumentNumber = "1", StartDate = Day(2025, 1, 1) },
    };

    private static string Id(int number) => $"0190a5c27d2e7b0a9c3e1f2a3b4c5da{number}";
}
