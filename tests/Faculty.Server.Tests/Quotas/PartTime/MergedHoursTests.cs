using Faculty.V1;
using static Faculty.Server.Tests.Quotas.PartTime.Money;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Quotas.PartTime;

/// <summary>Hours of a person who was in the registry twice.</summary>
public sealed class MergedHoursTests
{
    [Fact]
    public async Task Hours_recorded_under_two_records_that_are_one_person_are_confirmed_once_and_not_recorded_again()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.BudgetAsync(1_000_000);
        var (kept, merged) = (await money.GuestAsync(last: Day(2025, 9, 14)), await money.GuestAsync(from: Day(2025, 9, 15)));
        var (one, other) = (await money.RecordAsync(Hours(kept)), await money.RecordAsync(Hours(merged)));
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept.TeacherId, MergedTeacherId = merged.TeacherId, Reason = "同一人" });

        await Calls.RefusedAsync(ErrorReason.HoursTwice, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { Hours(kept) } }));
        await Calls.RefusedAsync(ErrorReason.HoursTwice, money.Department.ConfirmHoursAsync(new() { LineIds = { one.LineId, other.LineId } }));
        await money.Department.ConfirmHoursAsync(new() { LineIds = { other.LineId } });
        await Calls.RefusedAsync(ErrorReason.HoursTwice, money.Department.ConfirmHoursAsync(new() { LineIds = { one.LineId } }));
        await money.Department.ReturnHoursAsync(new() { LineIds = { one.LineId }, Explanation = "重复" });
        await Calls.RefusedAsync(ErrorReason.HoursTwice, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { Hours(kept) } }));
        // The control: another month is another line.
        await money.RecordAsync(Hours(kept, month: 10));
    }
}
