using System.Collections.Concurrent;
using Faculty.Server.Hosting;
using Faculty.V1;
using Xunit.Abstractions;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Rules;

/// <summary>Precheck over the sample school, whose rules are the national pack and, from 2025-08-29 to 2027-10-14, Shanxi's.</summary>
public sealed class PrecheckTests(ITestOutputHelper output)
{
    private const string SampleSchool = "140581-GP01";

    [Fact]
    public async Task Ten_thousand_prechecks_say_what_the_rules_say_by_hand()
    {
        await using var server = await SampleAsync();
        var all = (await server.Teachers.StreamTeachers(new() { SchoolCode = SampleSchool }).AllAsync().SelectMany(m => m.Teachers).ToListAsync())
            .OrderByDescending(t => t.Credentials.Count + t.Practices.Count + t.Titles.Count + t.Posts.Count).ThenBy(t => t.TeacherId, StringComparer.Ordinal).ToList();
        // Of each skill level that is somebody's only one two persons, so that every threshold lies between some; then those of whom most is known.
        var skilled = all.Where(t => t.Credentials.Count(c => c.Level.Length > 0) == 1).GroupBy(t => t.Credentials.Single(c => c.Level.Length > 0).Level).SelectMany(g => g.Take(2));
        var teachers = skilled.Concat(all).Distinct().Take(20).ToList();
        var cases = from teacher in teachers from day in Days(teacher) from level in Enum.GetValues<RecognitionLevel>().Skip(1) from track in Enum.GetValues<RecognitionTrack>().Skip(1) select (teacher, day, level, track);
        var wrong = new ConcurrentBag<string>();
        var results = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var count = 0;

        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (c, ct) =>
        {
            var reply = await server.Prechecks.PrecheckAsync(new() { TeacherId = c.teacher.TeacherId, Level = c.level, Track = c.track, AsOf = c.day.ToWire() }, cancellationToken: ct);
            var expected = PrecheckOracle.Of(c.teacher, c.level, c.day);
            var said = new SortedDictionary<string, string>(reply.Findings.ToDictionary(f => f.Code, Said), StringComparer.Ordinal);
            if (!said.SequenceEqual(expected) || reply.Result != (expected.Values.Any(v => v.StartsWith("Lacking", StringComparison.Ordinal)) ? RequirementResult.Lacking : RequirementResult.Manual))
            {
                wrong.Add($"{c.teacher.TeacherId} {c.level} {c.day:O}: {string.Join(", ", said.Except(expected))} instead of {string.Join(", ", expected.Except(said))}");
            }
            foreach (var (code, result) in expected)
            {
                results.AddOrUpdate($"{code} {result.Split(' ')[0]}", 1, (_, n) => n + 1);
            }
            Interlocked.Increment(ref count);
        });

        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {count} wrong:\n{string.Join('\n', wrong.Take(5))}");
        Assert.True(count >= 10_000, $"{count} cases");
        // Every rule that can go both ways did.
        Assert.All((string[])["post", "title", "practice", "skill", "teacher-qualification"], code => Assert.All((string[])["Met", "Lacking"], r => Assert.Contains($"{code} {r}", results.Keys)));
        output.WriteLine($"{count} cases; {string.Join(", ", results.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value}"))}");
    }

    [Fact]
    public async Task Before_applying_a_teacher_is_told_what_lacks_and_on_which_facts_that_stands()
    {
        await using var server = await SampleAsync();
        var teacher = await PractisedAsync(server);
        var day = new DateOnly(2026, 11, 26);

        var reply = await server.Prechecks.PrecheckAsync(new() { TeacherId = teacher.TeacherId, Level = RecognitionLevel.Middle });

        Assert.Equal((SampleSchool, RecognitionTrack.Secondary, day.ToWire(), RequirementResult.Lacking), (reply.OrganisationCode, reply.Track, reply.AsOf, reply.Result));
        var practice = reply.Findings.Single(f => f.Code == "practice");
        Assert.Equal((LackingUnit.Days, 180), (practice.Lacking.Unit, practice.Lacking.Needed));
        Assert.Equal(
            teacher.Practices.Where(p => p.Verified && p.LastDate.ToDay() > day.AddMonths(-60) && p.StartDate.ToDay() <= day).Select(p => p.PracticeId),
            practice.Facts.Select(f => f.FactId));
        Assert.All(practice.Facts, f => Assert.Equal(FactKind.Practice, f.Kind));
    }

    [Fact]
    public async Task The_rules_are_those_of_the_day()
    {
        await using var server = await SampleAsync();
        var teacher = await PractisedAsync(server);

        Assert.Equal("CN/1", await VersionAsync(Day(2022, 10, 25)));
        Assert.Equal("CN/1", await VersionAsync(Day(2025, 8, 28)));
        Assert.Equal("CN-14/1", await VersionAsync(Day(2025, 8, 29)));
        Assert.Equal("CN-14/1", await VersionAsync(Day(2027, 10, 14)));
        Assert.Equal("CN/1", await VersionAsync(Day(2027, 10, 15)));
        var refused = await RefusedAsync(ErrorReason.NoRules, server.Prechecks.PrecheckAsync(new() { TeacherId = teacher.TeacherId, Level = RecognitionLevel.Middle, AsOf = Day(2022, 10, 24) }));
        Assert.Equal((SampleSchool, "2022-10-24", "Middle"), (refused.Fact("organisation_code"), refused.Fact("day"), refused.Fact("level")));
        // Another place has other rules, whoever the teacher is.
        Assert.Equal("CN/1", (await server.Prechecks.PrecheckAsync(new() { TeacherId = teacher.TeacherId, Level = RecognitionLevel.Middle, OrganisationCode = "CN" })).RuleVersion);

        async Task<string> VersionAsync(Google.Type.Date day) =>
            (await server.Prechecks.PrecheckAsync(new() { TeacherId = teacher.TeacherId, Level = RecognitionLevel.Middle, AsOf = day })).RuleVersion;
    }

    [Fact]
    public async Task A_school_is_told_of_everybody_it_engages_on_the_day_and_the_counts_add_up()
    {
        await using var server = await SampleAsync();
        var messages = await server.Prechecks.PrecheckSchool(new() { SchoolCode = SampleSchool, Level = RecognitionLevel.Junior }).AllAsync().ToListAsync();
        var teachers = messages.Where(m => m.Teachers is not null).SelectMany(m => m.Teachers.Teachers).ToList();
        var counts = messages[^1].Counts;

        Assert.Equal("CN-14/1", messages[0].Rules.RuleVersion);
        var today = new DateOnly(2026, 11, 26);
        var engaged = (await server.Teachers.StreamTeachers(new() { SchoolCode = SampleSchool }).AllAsync().SelectMany(m => m.Teachers).ToListAsync())
            .Where(t => t.Engagements.Any(e => e.SchoolCode == SampleSchool && e.StartDate.ToDay() <= today && (e.LastDate is null || e.LastDate.ToDay() >= today)));
        Assert.Equal(engaged.Select(t => t.TeacherId).Order(StringComparer.Ordinal), teachers.Select(t => t.TeacherId).Order(StringComparer.Ordinal));
        Assert.Equal(teachers.Count, Sum(counts.Total));
        Assert.Equal(teachers.Count(t => t.Result == RequirementResult.Lacking), counts.Total.LackingCount);
        Assert.All(counts.Requirements, r => Assert.Equal(
            (teachers.Count, teachers.Count(t => t.Findings.Single(f => f.Code == r.Code).Result == RequirementResult.Lacking)), (Sum(r.Counts), r.Counts.LackingCount)));
        foreach (var teacher in teachers.Where((_, i) => i % 20 == 0))
        {
            var alone = await server.Prechecks.PrecheckAsync(new() { TeacherId = teacher.TeacherId, Level = RecognitionLevel.Junior });
            Assert.Equal((alone.Result, alone.Findings), (teacher.Result, teacher.Findings));
        }

        static int Sum(ResultCounts of) => of.MetCount + of.LackingCount + of.ManualCount + of.UnavailableCount;
    }

    [Fact]
    public async Task Another_schools_people_do_not_exist()
    {
        await using var server = await SampleAsync();
        var teacher = await PractisedAsync(server);
        await server.Organisations.CreateOrganisationAsync(Create("JC", OrganisationKind.School, "晋城中专", "140581"));
        var foreign = new PrecheckService.PrecheckServiceClient(await server.AsAsync(Role.HrClerk, "JC"));

        await RefusedAsync(ErrorReason.NotFound, foreign.PrecheckAsync(new() { TeacherId = teacher.TeacherId, Level = RecognitionLevel.Middle }));
        await RefusedAsync(ErrorReason.NotFound, foreign.PrecheckSchool(new() { SchoolCode = SampleSchool, Level = RecognitionLevel.Middle }));
        // The control: of the own school, which has nobody yet, the rules and the counts come.
        Assert.Equal(2, (await foreign.PrecheckSchool(new() { SchoolCode = "JC", Level = RecognitionLevel.Middle }).AllAsync().ToListAsync()).Count);
    }

    private static string Said(RequirementFinding finding) => finding.Result == RequirementResult.Lacking && finding.Lacking.Unit is LackingUnit.Days or LackingUnit.Months or LackingUnit.Post
        ? $"{finding.Result} {finding.Lacking.Held} of {finding.Lacking.Needed} {finding.Lacking.Unit}"
        : $"{finding.Result}";

    // Days on which something begins or ends for the teacher, and the neighbours of those; the rest of the calendar fills up.
    private static IEnumerable<DateOnly> Days(Teacher teacher)
    {
        var edges = teacher.Practices.SelectMany(p => new[] { p.StartDate.ToDay(), p.LastDate?.ToDay() ?? p.StartDate.ToDay() })
            .SelectMany(d => new[] { d, d.AddMonths(60) })
            .Concat(teacher.Credentials.SelectMany(c => new[] { c.StartDate, c.LastDate }).OfType<Google.Type.Date>().Select(d => d.ToDay()))
            .Concat(teacher.Posts.SelectMany(p => new[] { p.StartDate, p.LastDate }).OfType<Google.Type.Date>().Select(d => d.ToDay()).SelectMany(d => new[] { d, d.AddMonths(36), d.AddMonths(60) }))
            .SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) })
            .Concat(Enumerable.Range(0, 90).Select(i => new DateOnly(2022, 11, 1).AddDays(31 * i)));
        return edges.Where(d => d >= new DateOnly(2022, 10, 25)).Distinct().Take(85);
    }

    // Somebody with several practices, short of 180 days.
    private static async Task<Teacher> PractisedAsync(TestServer server) =>
        (await server.Teachers.StreamTeachers(new() { SchoolCode = SampleSchool }).AllAsync().SelectMany(m => m.Teachers).ToListAsync())
        .First(t => t.Practices.Count(p => p.Verified) == 2 && t.Engagements.Any(e => e.LastDate is null) && t.Practices.All(p => p.LastDate is not null));

    private static Task<TestServer> SampleAsync() => TestServer.StartAsync(TestClock.At(2026, 11, 26), o => o with { Sample = true });
}
