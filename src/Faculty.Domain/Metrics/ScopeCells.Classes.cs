using Faculty.Domain.Teachers;

namespace Faculty.Domain.Metrics;

public sealed partial class ScopeCells
{
    /// <summary>Heads of a class of engagement at the end of a day, whatever the category of their posts.</summary>
    public int HeadsOn(DateOnly day, EngagementClass engagement)
    {
        Span<int> heads = stackalloc int[Standing.Count];
        heads.Clear();
        HeadsOn(day, heads);
        var sum = 0;
        for (var i = 0; i < heads.Length; i++)
        {
            if (new Standing((ushort)i) is { IsAbsent: false } standing && standing.Class == engagement)
            {
                sum += heads[i];
            }
        }
        return sum;
    }
}
