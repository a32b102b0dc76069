using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;
using Date = Google.Type.Date;

namespace Faculty.Server.Tests.Groups;

/// <summary>Groups as most tests need them.</summary>
internal static class Founding
{
    public const string Code = "GP-MS1";

    public static Group Studio(string code = Code, string school = School, GroupKind kind = GroupKind.MasterStudio, GroupLevel level = GroupLevel.County) => new()
    {
        Code = code, Name = "焊接名师工作室", Kind = kind, Level = level, Field = "装备制造", SchoolCode = school, StartDate = Day(2023, 9, 1), LastDate = Day(2026, 8, 31),
        Enterprises = { new CooperatingEnterprise { Name = "某机械厂", StartDate = Day(2023, 9, 1) } },
    };

    public static GroupService.GroupServiceClient Groups(this TestServer server) => new(server.Channel);

    public static async Task<TestServer> StartAsync(TestClock? clock = null, Func<ServerOptions, ServerOptions>? with = null)
    {
        var server = await TestServer.StartAsync(clock, with);
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        return server;
    }

    public static async Task<Group> FoundAsync(this TestServer server, string code = Code, string school = School) =>
        (await server.Groups().CreateGroupAsync(new() { Group = Studio(code, school), AppliedDate = Day(2023, 3, 1) })).Group;

    public static async Task<Group> AddAsync(this TestServer server, string teacherId, MemberRole role = MemberRole.Member, Date? from = null, Date? last = null, string code = Code) =>
        (await server.Groups().AddMemberAsync(new() { Code = code, Membership = Member(teacherId, role, from, last) })).Group;

    public static Membership Member(string teacherId, MemberRole role = MemberRole.Member, Date? from = null, Date? last = null) =>
        new() { TeacherId = teacherId, Role = role, StartDate = from ?? Day(2023, 9, 1), LastDate = last };

    public static async Task<Group> StageAsync(this TestServer server, GroupState state, Date day, string document = "晋教〔2023〕9号", string code = Code) =>
        (await server.Groups().RecordGroupEventAsync(new() { Code = code, Event = new() { State = state, EffectiveDate = day, DocumentNumber = document } })).Group;

    public static async Task<Group> ReadAsync(this TestServer server, string code = Code, Date? asOf = null) =>
        (await server.Groups().GetGroupAsync(new() { Code = code, AsOf = asOf })).Group;

    /// <summary>A file of rules for a server to start with.</summary>
    public static string RulesFile(string rules)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("faculty-rules-").FullName, "rules.json");
        File.WriteAllText(file, $$"""{"rules": [{"code": "OWN", "kind": "GROUP_KIND_MASTER_STUDIO", "rules": [{{rules}}]}]}""");
        return file;
    }
}
