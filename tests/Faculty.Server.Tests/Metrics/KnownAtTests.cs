using CsCheck;
using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Domain.Tests.Metrics;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;
using static Faculty.Server.Tests.SampleTree;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Tests.Metrics;

public sealed class KnownAtTests
{
    private static readonly string[] Scopes = ["N", "P1", "P2", "C1", "C2", "S1", "S2", "S3", "S1-D1", "S1-D2"];
    private static readonly string[] Definitions = ["M1", "M3b"];

    [Fact]
    public async Task A_revocation_recorded_later_changes_the_figure_but_not_what_was_known()
    {
        var clock = TestClock.At(2025, 9, 15);
        await using var server = await TestServer.StartAsync(clock);
        await server.PutWorkedCasesAsync();
        clock.Now = new(2025, 11, 10, 12, 0, 0, TimeSpan.FromHours(8));
        var t09 = WorkedCases.People.Single(t => t.TeacherId == "T09");
        await server.PutAsync(t09 with { Recognitions = [WorkedCases.Revoked(t09.Recognitions[0], "2025-08-20")] });

        var now = await server.Metrics.GetRatioAsync(new() { ScopeCode = "GP", AsOf = Day(2025, 9, 1) });
        Assert.Equal((3, 7, "42.86"), (now.Figure.Numerator, now.Figure.Denominator, now.Figure.Percent));
        var october = new KnownAt { Instant = Timestamp.FromDateTimeOffset(new(2025, 10, 1, 0, 0, 0, TimeSpan.FromHours(8))) };
        var then = await server.Metrics.GetRatioAsync(new() { ScopeCode = "GP", AsOf = Day(2025, 9, 1), KnownAt = october, By = Breakdown.Department });
        Assert.Equal((4, 7, "57.14"), (then.Figure.Numerator, then.Figure.Denominator, then.Figure.Percent));
        Assert.Equal(4, then.Figure.Parts.Sum(p => p.Numerator));

        var listed = await server.Metrics.ListCountedAsync(new() { ScopeCode = "GP", AsOf = Day(2025, 9, 1), KnownAt = october });
        Assert.Equal("RECOGNISED", listed.Persons.Single(p => p.TeacherId == "T09").NumeratorReason);
        var trend = await server.Metrics.GetTrendAsync(new() { ScopeCode = "GP", KnownAt = october });
        Assert.Equal("57.14", trend.Trend.Points[^1].Figure.Percent);
    }

    [Fact]
    public async Task An_instant_still_to_come_is_not_known()
    {
        var clock = TestClock.At(2025, 9, 15);
        await using var server = await TestServer.StartAsync(clock);
        await server.PutWorkedCasesAsync();
        foreach (var ahead in (TimeSpan[])[TimeSpan.FromDays(1), TimeSpan.FromMilliseconds(1)])
        {
            var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Metrics.GetRatioAsync(new()
            {
                ScopeCode = "GP",
                KnownAt = new() { Instant = Timestamp.FromDateTimeOffset(clock.Now + ahead) },
            }));
            Assert.Equal(["known_at.instant"], refused.Fields());
        }
    }

    [Fact]
    public async Task Answers_for_a_revision_never_change_and_equal_a_head_count_of_the_documents_of_then()
    {
        await Gen.Select(RandomRegistry.Tree.Array[3], Gen.Select(Gen.Int[0, 5], RandomRegistry.Teacher).Array[6, 12], RandomRegistry.Day.Array[2]).SampleAsync(async (trees, edits, days) =>
        {
            await using var server = await TestServer.StartAsync();
            var slots = new Teacher?[6];
            var known = new List<(long Revision, OrganisationTree Tree, Teacher[] People)>();
            for (var i = 0; i < edits.Length; i++)
            {
                var tree = trees[i * trees.Length / edits.Length];
                if (i * trees.Length % edits.Length < trees.Length)
                {
                    await server.PutAsync(tree.All);
                }
                var (slot, next) = edits[i];
                slots[slot] = next with { TeacherId = $"T{slot}" };
                known.Add((await server.PutAsync(slots[slot]!), tree, [.. slots.OfType<Teacher>()]));
            }
            foreach (var (revision, tree, people) in known)
            {
                await AssertKnownAsync(server, revision, tree, people, days);
            }
        }, iter: 12, threads: 1);
    }

    private static async Task AssertKnownAsync(TestServer server, long revision, OrganisationTree tree, Teacher[] people, DateOnly[] days)
    {
        foreach (var (scope, day, metric) in from s in Scopes from d in days from m in Definitions select (s, d, m))
        {
            var figure = (await server.Metrics.GetRatioAsync(new()
            {
                ScopeCode = scope,
                MetricId = metric,
                AsOf = Day(day.Year, day.Month, day.Day),
                KnownAt = new() { Revision = revision },
            })).Figure;
            Assert.Equal((HeadCount.Of(people, tree, scope, day, metric), revision), (new Fraction(figure.Numerator, figure.Denominator), figure.Revision));
        }
    }
}
