using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Benchmarks.Figures;

/// <summary>What the caller's rows cost: the same reads as a clerk of one school, of the school's county, and of everything.</summary>
internal static class Scopes
{
    private const string Get = "/faculty.v1.TeacherService/GetTeacher";
    private const string List = "/faculty.v1.TeacherService/ListTeachers";
    private const int GetCallers = 64;
    private const int PageCallers = 16;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var store = await workspace.StoreAsync(options.Teachers);
        var (school, county) = await PlacesAsync(store);
        var (ofSchool, ofCounty) = (await Signing.KeyAsync(store, school), await Signing.KeyAsync(store, county));
        await using var ours = await Programs.OursAsync(store);
        var teachers = (await new TeacherService.TeacherServiceClient(ours.Channel()).ListTeachersAsync(new() { SchoolCode = school, PageSize = 500 })).Teachers;

        var gets = teachers.Select(t => new GetTeacherRequest { TeacherId = t.TeacherId }).ToList();
        Compare(report, "get by id", Get, gets, GetCallers);
        Compare(report, "page of 50 by school", List, [new ListTeachersRequest { SchoolCode = school }], PageCallers);
        Compare(report, "page of 50 by name", List, [new ListTeachersRequest()], PageCallers);

        void Compare(Report report, string name, string path, IReadOnlyList<IMessage> requests, int callers)
        {
            var whole = Comparison.Ours(ours, path, requests);
            var sides = Rounds.Run([whole, whole with { Key = ofSchool }, whole with { Key = ofCounty }], callers, options.Rounds);
            var told = string.Join("; ", sides.Zip(["all", $"school of {teachers.Count}", "county"], (side, who) => Comparison.Side(who, side)));
            report.Note($"{name} as a clerk of a school beside all, server CPU", sides[1].CpuMicros / sides[0].CpuMicros, "×", told);
            report.Note($"{name} as a clerk of a county beside all, server CPU", sides[2].CpuMicros / sides[0].CpuMicros, "×", "same calls");
        }
    }

    /// <summary>The school with most teachers of those drawn, and what it stands under.</summary>
    private static async Task<(string School, string County)> PlacesAsync(string store)
    {
        await using var server = await Programs.OursAsync(store);
        var sample = await StoreSample.OfAsync(server);
        var school = sample.Teachers.GroupBy(t => t.Engagements[0].SchoolCode, StringComparer.Ordinal).MaxBy(g => g.Count())!.Key;
        return (school, sample.Organisations.Single(o => o.Code == school).Parents[^1].ParentCode);
    }
}
