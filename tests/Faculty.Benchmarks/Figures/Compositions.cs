using System.Diagnostics;
using Faculty.Benchmarks.Servers;
using Faculty.Domain.Certification;
using Faculty.Domain.Groups;
using Faculty.Domain.Groups.Composition;
using Faculty.Domain.Teachers;
using Faculty.Server.Groups;

namespace Faculty.Benchmarks.Figures;

/// <summary>The composition of 10,000 groups of 16 on a day, by the rules in the server, from the view that answers for it. Needs no store.</summary>
internal static class Compositions
{
    private const int Groups = 10_000, Members = 16, Turns = 10;
    private static readonly DateOnly First = new(2020, 9, 1);

    public static Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (view, book) = (View(), CompositionFile.Read(null));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var lacking = 0;
        var (median, cpu) = Milliseconds(() => lacking = Judged(view, book, new(2026, 3, 1)));
        report.AtMost("composition of 10,000 groups on a date", median, "ms", 1_000, $"median of {Turns}, {cpu:0} ms CPU of one core, {Groups * Members:N0} members, {lacking:N0} groups lacking");
        var watch = new GroupWatch(book, view.People, new(2026, 3, 1), withinDays: 90);
        var alerts = 0;
        (median, cpu) = Milliseconds(() => alerts = view.Groups.Values.Sum(g => watch.Of(g.Value, dated: false).Count));
        report.Note("alerts of 10,000 groups on a date, counted", median, "ms", $"median of {Turns}, {cpu:0} ms CPU, {alerts:N0} alerts");
        report.Note("memory of the view", held / 1e6, "MB", $"{Groups:N0} groups, {Groups * Members:N0} persons with two recognitions, an engagement and a title each");
        return Task.CompletedTask;
    }

    private static int Judged(GroupView view, CompositionBook book, DateOnly day)
    {
        var people = view.People;
        return view.Groups.Values.Count(g => CompositionJudge.Judge(g.Value, book, day, people).Result == CompositionResult.Lacking);
    }

    private static (double Median, double Cpu) Milliseconds(Action work)
    {
        work();
        var taken = new double[Turns];
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Turns; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            work();
            taken[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        var cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Turns;
        Array.Sort(taken);
        return (taken[Turns / 2], cpu);
    }

    private static GroupView View()
    {
        var view = GroupView.Empty;
        var persons = view.Persons;
        for (var g = 0; g < Groups; g++)
        {
            var school = $"S{g / 10:d4}";
            view = view.With(new Faculty.Storage.Stored<Group>($"g{g}", 1, new()
            {
                GroupId = $"g{g}", Code = $"G{g:d5}", Name = "创新团队", Kind = (GroupKind)(1 + (g % 3)), Level = (GroupLevel)(1 + (g % 5)), SchoolCode = school,
                Events = [new() { State = GroupState.Applied, EffectiveDate = First }], Enterprises = [new() { Name = "某机械厂", StartDate = First }],
                Memberships = [.. Enumerable.Range(0, Members).Select(m => new Membership { MembershipId = $"m{m}", TeacherId = $"t{g}-{m}", Role = RoleOf(m), StartDate = First })],
            }));
            for (var m = 0; m < Members; m++)
            {
                persons = persons.With(Person($"t{g}-{m}", school, (g * 31) + (m * 7)));
            }
        }
        return view with { Persons = persons };
    }

    private static MemberRole RoleOf(int member) => member switch { 0 => MemberRole.Leader, < 4 => MemberRole.Backbone, < 13 => MemberRole.Member, _ => MemberRole.EnterpriseMember };

    private static Teacher Person(string id, string school, int seed)
    {
        var from = First.AddDays(seed % 1_000);
        return new()
        {
            TeacherId = id, Identity = Identity.Gone, Titles = [new() { TitleCode = seed % 3 == 0 ? "022" : "023" }],
            Engagements = [new() { SchoolCode = school, Kind = EngagementKind.Established, StartDate = new(2010, 9, 1) }],
            Recognitions = [Recognition(from.AddYears(-5), RecognitionLevel.Junior), Recognition(from, seed % 4 == 0 ? RecognitionLevel.Middle : RecognitionLevel.Junior)],
        };
    }

    private static Recognition Recognition(DateOnly from, RecognitionLevel level) => new()
    {
        Level = level, Track = RecognitionTrack.Secondary, CertificateNumber = "", Authority = "", Trust = RecognitionTrust.Document, StartDate = from, LastDate = from.AddYears(5).AddDays(-1),
    };
}
