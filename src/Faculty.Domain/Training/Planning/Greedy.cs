namespace Faculty.Domain.Training.Planning;

/// <summary>A first plan (贪心初排): items by priority, then those that the fewest trainers could take; each as well as it can.</summary>
internal static class Greedy
{
    public static void Fill(Timetable table, Insertion insertion, ref PlanRandom random, Func<bool> stop)
    {
        var given = table.Given;
        var choice = new int[given.Items];
        for (var item = 0; item < given.Items; item++)
        {
            choice[item] = (given.FirstPair[item + 1] - given.FirstPair[item]) / given.Need[item];
        }
        var placed = 0;
        foreach (var item in Enumerable.Range(0, given.Items).OrderByDescending(i => given.Value[i]).ThenBy(i => choice[i]).ThenBy(i => i))
        {
            if ((++placed & 63) == 0 && stop())
            {
                return;
            }
            insertion.Fill(item, ref random);
        }
    }
}
