using Faculty.Cli.Applications;

namespace Faculty.Cli.Tests.Commands;

/// <summary>What is sent in several parts.</summary>
public sealed class PartsTests
{
    private const string Typed = "0190a5c2-7d2e-7b0a-9c3e-1f2a3b4c5d6e";

    [Fact]
    public void Each_part_of_several_has_a_request_id_of_its_own_that_is_the_same_when_all_is_sent_again()
    {
        var parts = Parts.Of([.. Enumerable.Range(0, 1_001)], Typed);

        Assert.Equal([500, 500, 1], parts.Select(p => p.Items.Length));
        Assert.Equal(3, parts.Select(p => p.RequestId).Append(Typed).Distinct().Count() - 1);
        Assert.All(parts, p => Assert.True(Guid.TryParseExact(p.RequestId, "D", out _), p.RequestId));
        Assert.Equal(parts.Select(p => p.RequestId), Parts.Of([.. Enumerable.Range(0, 1_001)], Typed.ToUpperInvariant()).Select(p => p.RequestId));
        Assert.Empty(parts.Select(p => p.RequestId).Intersect(Parts.Of([.. Enumerable.Range(0, 1_001)], $"{Guid.NewGuid()}").Select(p => p.RequestId)));
    }

    [Fact]
    public void One_part_is_sent_under_what_was_typed_and_none_typed_is_none() =>
        Assert.Equal([Typed, "", ""], [.. Parts.Of([.. Enumerable.Range(0, 500)], Typed).Select(p => p.RequestId), .. Parts.Of([.. Enumerable.Range(0, 501)], "").Select(p => p.RequestId)]);
}
