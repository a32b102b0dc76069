using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Metrics;

/// <summary>Cells large enough for many blocks, against a plain list of steps.</summary>
public sealed class ScopeCellsTests
{
    private static readonly DateOnly Origin = new(2000, 1, 1);
    private static readonly MetricDefinition M1 = MetricDefinitions.Versions("M1")[0];

    [Fact]
    public void Heads_are_the_same_whether_steps_come_at_once_or_one_by_one() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var steps = Enumerable.Range(0, 6000).Select(_ => RandomStep(random)).ToList();
        var (atOnce, oneByOne) = (new RatioCube(), new RatioCube());
        atOnce.Change([], steps);
        atOnce.Settle();
        foreach (var step in steps)
        {
            oneByOne.Change([], [step]);
            oneByOne.Settle();
        }
        var gone = steps.Where(_ => random.Next(3) == 0).ToList();
        foreach (var step in gone)
        {
            oneByOne.Change([step], []);
            oneByOne.Settle();
        }
        atOnce.Change(gone, []);
        atOnce.Settle();
        foreach (var day in Enumerable.Range(0, 40).Select(_ => Origin.AddDays(random.Next(9200))))
        {
            var expected = new int[Standing.Count];
            foreach (var (sign, step) in steps.Select(s => (1, s)).Concat(gone.Select(s => (-1, s))).Where(s => s.s.Day <= day))
            {
                expected[step.From.Packed] -= sign;
                expected[step.To.Packed] += sign;
            }
            Assert.Equal(expected, Heads(atOnce, day));
            Assert.Equal(expected, Heads(oneByOne, day));
            Assert.Equal(expected, Heads(Reread(oneByOne), day));
        }
    }, iter: 20);

    [Fact]
    public void More_heads_than_an_entry_holds_are_counted()
    {
        var cube = new RatioCube();
        var step = new ScopeStep("N", Origin, Standing.Absent, Standing.Of(EngagementClass.FullTime, PostCategory.Specialty, inSpell: false, RecognitionLevel.Junior), ChangeCause.Hired);
        for (var i = 0; i < 1_100_000; i++)
        {
            cube.Change([], [step]);
        }
        cube.Settle();
        Assert.Equal(new(1_100_000, 1_100_000), cube["N"].On(Origin, M1));
        cube.Change([step], []);
        cube.Settle();
        Assert.Equal(new(1_099_999, 1_099_999), cube["N"].On(Origin, M1));
        Assert.Equal([new(ChangeCause.Hired, 1_099_999, 1_099_999)], cube["N"].Explain(Origin.AddDays(-1), Origin, M1));
    }

    [Fact]
    public void The_first_and_last_day_of_the_calendar_are_days_like_others()
    {
        var cube = new RatioCube();
        var to = Standing.Of(EngagementClass.FullTime, PostCategory.Specialty, inSpell: false, RecognitionLevel.Unspecified);
        cube.Change([], [new("N", DateOnly.MinValue, Standing.Absent, to, ChangeCause.Hired), new("N", DateOnly.MaxValue, Standing.Absent, to, ChangeCause.Hired)]);
        cube.Settle();
        Assert.Equal(1, cube["N"].On(DateOnly.MinValue, M1).Denominator);
        Assert.Equal(1, cube["N"].On(DateOnly.MaxValue.AddDays(-1), M1).Denominator);
        Assert.Equal(2, cube["N"].On(DateOnly.MaxValue, M1).Denominator);
    }

    [Fact]
    public void A_copy_does_not_follow_its_original()
    {
        var cube = new RatioCube();
        cube.Change([], [RandomStep(new(1))]);
        cube.Settle();
        var copy = cube["N"].Copy();
        cube.Change([], [RandomStep(new(2))]);
        cube.Settle();
        Assert.Equal(1, copy.Count);
        Assert.Equal(2, cube["N"].Count);
    }

    private static RatioCube Reread(RatioCube cube)
    {
        using var stream = new MemoryStream();
        cube.WriteTo(stream);
        stream.Position = 0;
        return RatioCube.ReadFrom(stream);
    }

    private static int[] Heads(RatioCube cube, DateOnly day)
    {
        var heads = new int[Standing.Count];
        cube["N"].HeadsOn(day, heads);
        return heads;
    }

    private static ScopeStep RandomStep(Random random) => new(
        "N", Origin.AddDays(random.Next(9000)), new((ushort)random.Next(Standing.Count)), new((ushort)random.Next(Standing.Count)), (ChangeCause)random.Next(1, 15));
}
