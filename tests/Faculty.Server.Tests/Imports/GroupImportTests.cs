using Faculty.Server.Tests.Groups;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Imports;

/// <summary>Studios and teams in the files of an import, and out again.</summary>
public sealed class GroupImportTests
{
    private static TestRoster Roster() => TestRoster.Small()
        .With("groups", "group_code,name,kind,level,field,school_code,approval_document,start_date,last_date", "G1,焊接名师工作室,名师工作室,省级,装备制造,GP,晋教〔2023〕9号,2023-09-01,2026-08-31", "G2,信息教学创新团队,INNOVATION_TEAM,CITY,,GP,,2024.3.1,")
        .With("memberships", "group_code,teacher_ref,role,start_date,last_date", "G1,T1,负责人,2023-09-01,", "G1,T2,ENTERPRISE_MEMBER,2023-09-01,2025-08-31", "G2,T2,LEADER,2024/3/1,")
        .With("group_events", "group_code,state,effective_date,document_number,remark", "G1,申报,2023-03-01,,", "G1,BUILDING,2023-09-01,晋教〔2023〕9号,=1+1")
        .With("group_enterprises", "group_code,enterprise,start_date,last_date", "G1,某机械厂,2023-09-01,")
        .With("group_tasks", "group_code,year,title,output,planned_count,reached_count", "G1,2024,开发教材,校本教材,3,2");

    [Fact]
    public async Task Groups_and_members_are_taken_and_the_same_files_change_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var first = await Roster().ImportAsync(server);
        Assert.Empty(first.Errors);
        Assert.Equal(
            [("groups", 2), ("group_events", 2), ("group_enterprises", 1), ("memberships", 3), ("group_tasks", 1)],
            first.Outcome.Counts.Where(c => c.Sheet is "groups" or "memberships" || c.Sheet.StartsWith("group_", StringComparison.Ordinal)).Select(c => (c.Sheet, (int)c.Created)));
        var again = await Roster().ImportAsync(server);
        Assert.Equal((0, 0, false), ((int)again.Created, (int)again.Changed, again.Outcome.Written));

        var studio = await server.ReadAsync("G1");
        Assert.Equal((GroupState.Building, "晋教〔2023〕9号", Day(2026, 8, 31), GroupKind.MasterStudio), (studio.State, studio.ApprovalDocument, studio.LastDate, studio.Kind));
        Assert.Equal(["王示例 Leader", "李·样本 EnterpriseMember"], studio.Memberships.OrderBy(m => m.Role).Select(m => $"{m.DisplayName} {m.Role}"));
        Assert.Equal((2024, 3, 2), (studio.Tasks[0].Year, studio.Tasks[0].PlannedCount, studio.Tasks[0].ReachedCount));
        // Nothing said of its stages: applied for from the first day on.
        Assert.Equal((GroupState.Applied, Day(2024, 3, 1)), ((await server.ReadAsync("G2")).State, (await server.ReadAsync("G2")).Events[0].EffectiveDate));
    }

    [Theory]
    [InlineData(RosterFormat.Csv)]
    [InlineData(RosterFormat.Xlsx)]
    public async Task An_export_changes_nothing_and_fills_an_empty_registry_with_the_same(RosterFormat format)
    {
        await using var server = await TestServer.StartAsync();
        await Roster().ImportAsync(server);
        await server.Groups().EndMemberAsync(new() { Code = "G1", MembershipId = (await server.ReadAsync("G1")).Memberships.Single(m => m.Role == MemberRole.Leader).MembershipId, LastDate = Day(2024, 2, 29), EndReason = "调离" });
        var export = await Imported.ExportAsync(server, format);
        var again = await Imported.RunAsync(server, export);
        Assert.Empty(again.Errors);
        Assert.Equal((0, 0), (again.Created, again.Changed));

        await using var other = await TestServer.StartAsync();
        Assert.Empty((await Imported.RunAsync(other, export)).Errors);
        foreach (var code in (string[])["G1", "G2"])
        {
            Assert.Equal(Facts(await server.ReadAsync(code)), Facts(await other.ReadAsync(code)));
        }
    }

    [Theory]
    [InlineData("groups", "G1,焊接名师工作室,名师", "G1,焊接名师工作室,研究所", "groups.csv", 2, "kind", ImportFaultCode.UnknownCode)]
    [InlineData("groups", "装备制造,GP", "装备制造,XX", "groups.csv", 2, "school_code", ImportFaultCode.UnknownOrganisation)]
    [InlineData("groups", "装备制造,GP", "装备制造,GP-ZB", "groups.csv", 2, "school_code", ImportFaultCode.OrganisationRule)]
    [InlineData("groups", "2023-09-01,2026-08-31", "2026-09-01,2026-08-31", "groups.csv", 2, "last_date", ImportFaultCode.ReversedPeriod)]
    [InlineData("groups", "2024.3.1,", "2024.3.1,\r\nG2,另一团队,INNOVATION_TEAM,CITY,,GP,,2024.3.1,", "groups.csv", 4, "", ImportFaultCode.DuplicateRow)]
    [InlineData("memberships", "G2,T2", "G9,T2", "memberships.csv", 4, "group_code", ImportFaultCode.UnknownCode)]
    [InlineData("memberships", "G1,T2", "G1,T9", "memberships.csv", 3, "teacher_ref", ImportFaultCode.UnknownTeacherRef)]
    [InlineData("memberships", "ENTERPRISE_MEMBER", "LEADER", "memberships.csv", 3, "", ImportFaultCode.Rule)]
    [InlineData("memberships", "G1,T2", "G1,T1", "memberships.csv", 3, "", ImportFaultCode.DuplicateRow)]
    [InlineData("memberships", "负责人,2023-09-01", "校长,2023-02-29", "memberships.csv", 2, "role", ImportFaultCode.UnknownCode)]
    [InlineData("memberships", "负责人,2023-09-01", "负责人,2023-02-29", "memberships.csv", 2, "start_date", ImportFaultCode.ImpossibleDate)]
    [InlineData("group_events", "BUILDING,2023-09-01,晋教〔2023〕9号", "NAMED,2023-09-01,1", "group_events.csv", 3, "", ImportFaultCode.Rule)]
    [InlineData("group_events", "2023-09-01,晋教〔2023〕9号", "2023-09-01,", "group_events.csv", 3, "", ImportFaultCode.Rule)]
    [InlineData("group_tasks", "2024", "二零", "group_tasks.csv", 2, "year", ImportFaultCode.Rule)]
    [InlineData("group_enterprises", "某机械厂", "", "group_enterprises.csv", 2, "enterprise", ImportFaultCode.Required)]
    public async Task A_fault_names_sheet_row_and_column_and_nothing_is_half_applied(string table, string from, string to, string sheet, int row, string column, ImportFaultCode code)
    {
        await using var server = await TestServer.StartAsync();
        var result = await Roster().Change(table, from, to).ImportAsync(server);
        Assert.Contains((sheet, row, column, code), result.Errors.Select(f => (f.Sheet, f.Row, f.Column, f.Code)));
        Assert.Single(result.Errors.Select(e => e.Row).Distinct());
        Assert.False(result.Outcome.Written);
        Assert.Empty((await server.Groups().ListGroupsAsync(new())).Groups);
    }

    [Fact]
    public async Task Of_a_group_with_a_fault_nothing_is_taken_and_the_others_are_when_asked_for()
    {
        foreach (var mode in (ImportMode[])[ImportMode.Partial, ImportMode.Blocks])
        {
            await using var server = await TestServer.StartAsync();
            var result = await Roster().Change("memberships", "G2,T2", "G2,T9").ImportAsync(server, mode);
            Assert.Single(result.Errors);
            Assert.Equal(["G1"], (await server.Groups().ListGroupsAsync(new())).Groups.Select(g => g.Code));
            Assert.Equal((1, 1), (Count(result, "groups").Created, Count(result, "groups").Refused));
            Assert.Empty((await Roster().ImportAsync(server, mode)).Errors);
            Assert.Equal(["G1", "G2"], (await server.Groups().ListGroupsAsync(new())).Groups.Select(g => g.Code));
        }
    }

    [Fact]
    public async Task A_member_whose_rows_are_refused_takes_the_group_along_and_is_told_of_once()
    {
        await using var server = await TestServer.StartAsync();
        var result = await Roster().Change("teachers", "T2,李·样本,FEMALE", "T2,李·样本,OTHER").ImportAsync(server, ImportMode.Partial);
        Assert.All(result.Errors, e => Assert.Equal("teachers.csv", e.Sheet));
        Assert.Empty((await server.Groups().ListGroupsAsync(new())).Groups);
    }

    [Fact]
    public async Task A_row_changes_what_it_says_and_finds_members_by_the_schools_own_number()
    {
        await using var server = await TestServer.StartAsync();
        await Roster().ImportAsync(server);
        var later = await Roster().Only("groups", "memberships").Change("groups", "G1,焊接名师工作室", "G1,数控名师工作室").Change("memberships", "ENTERPRISE_MEMBER,2023-09-01,2025-08-31", "BACKBONE,2023-09-01,2025-12-31").ImportAsync(server);
        Assert.Empty(later.Errors);
        Assert.Equal((0, 2), (later.Created, later.Changed));
        var studio = await server.ReadAsync("G1");
        Assert.Equal(("数控名师工作室", MemberRole.Backbone, Day(2025, 12, 31)), (studio.Name, studio.Memberships.Single(m => m.Role != MemberRole.Leader).Role, studio.Memberships.Single(m => m.Role != MemberRole.Leader).LastDate));
    }

    [Fact]
    public async Task A_school_imports_its_own_groups_and_the_office_decides_on_stages()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        await server.AddSecondSchoolAsync();
        var clerk = new ImportService.ImportServiceClient(await server.AsAsync(Role.HrClerk, School));

        var staged = await RunAsync(clerk, Roster().Only("groups", "group_events", "memberships"));
        Assert.Equal(("group_events.csv", 3, "state", ImportFaultCode.NotYours), Assert.Single(staged) is var f ? (f.Sheet, f.Row, f.Column, f.Code) : default);
        var foreign = await RunAsync(clerk, Roster().Only("groups").Change("groups", "装备制造,GP", "装备制造,JC"));
        Assert.Equal(("groups.csv", 2, "school_code", ImportFaultCode.NotYours), Assert.Single(foreign) is var g ? (g.Sheet, g.Row, g.Column, g.Code) : default);
        Assert.Empty(await RunAsync(clerk, Roster().Only("groups", "memberships")));
        await server.FoundAsync("JC-1", "JC");
        var taken = await RunAsync(clerk, Roster().Only("groups").Change("groups", "G1,", "JC-1,"));
        Assert.Equal(("group_code", ImportFaultCode.NotYours), Assert.Single(taken) is var t ? (t.Column, t.Code) : default);
    }

    private static async Task<List<ImportFault>> RunAsync(ImportService.ImportServiceClient client, TestRoster roster)
    {
        var upload = (await client.BeginUploadAsync(new())).UploadId;
        foreach (var (name, content) in roster.Files)
        {
            await client.UploadChunkAsync(new() { UploadId = upload, FileName = name, Content = Google.Protobuf.ByteString.CopyFrom(content) });
        }
        var faults = await client.RunImport(new() { UploadId = upload, Mode = ImportMode.AllOrNothing }).AllAsync().SelectMany(s => s.Faults?.Faults ?? []).Where(f => !f.Warning).ToListAsync();
        await client.DiscardUploadAsync(new() { UploadId = upload });
        return faults;
    }

    private static ImportCount Count(Imported imported, string sheet) => imported.Outcome.Counts.Single(c => c.Sheet == sheet);

    // What a group says, without the ids of a registry.
    private static string Facts(Group group)
    {
        var facts = new Group(group) { GroupId = "", Etag = "" };
        facts.Events.ToList().ForEach(e => e.EventId = "");
        facts.Tasks.ToList().ForEach(t => t.TaskId = "");
        facts.Memberships.ToList().ForEach(m => (m.MembershipId, m.TeacherId) = ("", ""));
        // Members of one first day stand by their ids.
        var members = facts.Memberships.OrderBy(m => $"{m}", StringComparer.Ordinal).ToList();
        facts.Memberships.Clear();
        facts.Memberships.Add(members);
        return $"{facts}";
    }
}
