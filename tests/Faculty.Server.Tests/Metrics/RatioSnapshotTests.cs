using Faculty.Domain.Tests.Metrics;
using Faculty.Server.Metrics;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Metrics;

public sealed class RatioSnapshotTests
{
    private static readonly string[] Scopes = ["GP", "140581"];
    private static readonly string[] Definitions = ["M1", "M3", "M5"];

    [Fact]
    public async Task A_restart_gives_the_same_figures()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var before = await FiguresAsync(server);
        await server.RestartAsync();
        Assert.Equal(before, await FiguresAsync(server));
        await server.PutAsync(WorkedCases.FullTime("N1", "2020-01-01", null, WorkedCases.Arts, Domain.Teachers.PostCategory.Specialty));
        Assert.NotEqual(before, await FiguresAsync(server));
    }

    [Fact]
    public async Task A_snapshot_that_is_behind_is_caught_up()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutAsync(WorkedCases.Tree.All);
        await server.PutAsync(WorkedCases.People.Take(5));
        await server.RestartAsync();
        var kept = await File.ReadAllBytesAsync(Snapshot(server));
        await server.PutAsync(WorkedCases.People.Skip(5));
        var before = await FiguresAsync(server);
        await server.StopAsync();
        await File.WriteAllBytesAsync(Snapshot(server), kept);
        await server.StartAgainAsync();
        Assert.Equal(before, await FiguresAsync(server));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task A_damaged_snapshot_is_built_again(int at)
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var before = await FiguresAsync(server);
        await server.StopAsync();
        var bytes = await File.ReadAllBytesAsync(Snapshot(server));
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        await File.WriteAllBytesAsync(Snapshot(server), bytes);
        await server.StartAgainAsync();
        Assert.Equal(before, await FiguresAsync(server));
    }

    [Fact]
    public async Task A_missing_or_cut_snapshot_is_built_again()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var before = await FiguresAsync(server);
        await server.StopAsync();
        File.Delete(Snapshot(server));
        await server.StartAgainAsync();
        Assert.Equal(before, await FiguresAsync(server));
        await server.StopAsync();
        await File.WriteAllBytesAsync(Snapshot(server), (await File.ReadAllBytesAsync(Snapshot(server)))[..30]);
        await server.StartAgainAsync();
        Assert.Equal(before, await FiguresAsync(server));
    }

    // The control: were the snapshot not read at all, the tests above could not tell.
    [Fact]
    public async Task A_snapshot_is_used()
    {
        await using var server = await TestServer.StartAsync();
        var revision = await server.PutWorkedCasesAsync();
        await server.StopAsync();
        var bytes = await File.ReadAllBytesAsync(Snapshot(server));
        using var other = new MemoryStream();
        RatioSnapshot.Write(other, new(revision, new(BitConverter.ToInt64(bytes, 16), TimeSpan.Zero), new()));
        await new RatioSnapshot(server.DataDirectory).SaveAsync(other);
        await server.StartAgainAsync();
        Assert.Equal(0, (await server.Metrics.GetRatioAsync(new() { ScopeCode = "GP", AsOf = Day(2025, 8, 31) })).Figure.Denominator);
    }

    [Fact]
    public async Task A_snapshot_that_other_code_counted_is_built_again()
    {
        await using var server = await TestServer.StartAsync();
        var revision = await server.PutWorkedCasesAsync();
        var before = await FiguresAsync(server);
        await server.StopAsync();
        var bytes = await File.ReadAllBytesAsync(Snapshot(server));
        using var other = new MemoryStream();
        RatioSnapshot.Write(other, new(revision, new(BitConverter.ToInt64(bytes, 16), TimeSpan.Zero), new()));
        other.GetBuffer()[24] ^= 1;
        await new RatioSnapshot(server.DataDirectory).SaveAsync(other);
        await server.StartAgainAsync();
        Assert.Equal(before, await FiguresAsync(server));
    }

    private static string Snapshot(TestServer server) => Path.Combine(server.DataDirectory, "ratio-cube.snapshot");

    private static async Task<List<Figure>> FiguresAsync(TestServer server)
    {
        var figures = new List<Figure>();
        foreach (var (scope, metric) in from s in Scopes from m in Definitions select (s, m))
        {
            figures.Add((await server.Metrics.GetRatioAsync(new() { ScopeCode = scope, MetricId = metric, AsOf = Day(2025, 8, 31), By = Breakdown.Department })).Figure);
        }
        return figures;
    }
}
