using Faculty.Fuzz;
using Xunit.Abstractions;

namespace Faculty.Server.Tests.Hosting;

/// <summary>What fuzzing found or was begun with, and a short run of it; tests/Faculty.Fuzz/README.md tells how to run it for long.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Execs = 2_000;

    public static TheoryData<string> Names => [.. Targets.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_input_of_the_corpus_is_taken_or_refused_as_meant(string name)
    {
        var target = Targets.Named(name);
        var corpus = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", name));
        Assert.NotEmpty(corpus);
        foreach (var file in corpus)
        {
            target.Run(File.ReadAllBytes(file));
        }
        var (execs, input, finding) = Soak.Run(target, TimeSpan.FromMinutes(1), seed: 20251125, most: Execs);
        Assert.True(finding is null, $"{Convert.ToHexString(input ?? [])}: {finding}");
        output.WriteLine($"{name}: {corpus.Length} files, {execs} execs");
    }

    [Fact]
    public void A_planted_crash_is_found()
    {
        var planted = new Target("planted", bytes => ArgumentOutOfRangeException.ThrowIfEqual(bytes is [_, _, (byte)'!', ..], true), ["1234"u8.ToArray()]);
        var (_, input, finding) = Soak.Run(planted, TimeSpan.FromMinutes(1), seed: 20251125, most: 1_000_000);
        Assert.IsType<ArgumentOutOfRangeException>(finding);
        Assert.Equal((byte)'!', input![2]);
    }
}
