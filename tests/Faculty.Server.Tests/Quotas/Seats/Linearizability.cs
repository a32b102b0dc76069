namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>
/// A call of a recorded history: when it was made and answered, and which states may follow a state if it took effect there and answered as it did.
/// A call without an answer is one that may or may not have happened: its states hold the state itself.
/// </summary>
internal sealed record Operation<TState>(long Called, long Answered, Func<TState, IEnumerable<TState>> Next);

/// <summary>
/// Wing and Gong's check: some order of the calls, each between its call and its answer, explains every answer. Depth first, with what was tried
/// remembered by the calls done and the state. What may be next and leaves the state as it is, is next: put later it would explain no more. So sixty
/// refusals at once are one way and not 2^60.
/// </summary>
internal static class Linearizability
{
    private const int Window = 128;

    public static bool Explains<TState>(TState initial, IEnumerable<Operation<TState>> history)
        where TState : IEquatable<TState>
    {
        var calls = history.OrderBy(o => o.Called).ToArray();
        var tried = new HashSet<(int First, UInt128 Done, TState State)>();
        var open = new Stack<(int First, UInt128 Done, TState State)>([(0, 0, initial)]);
        while (open.TryPop(out var at))
        {
            if (at.First == calls.Length)
            {
                return true;
            }
            if (!tried.Add(at))
            {
                continue;
            }
            // Whoever was called before the first answer among those left may be next.
            var firstAnswer = long.MaxValue;
            var next = new List<(int, UInt128, TState)>();
            for (var i = at.First; i < calls.Length && calls[i].Called <= firstAnswer; i++)
            {
                if (i - at.First >= Window)
                {
                    throw new InvalidOperationException($"More than {Window} calls are open at once.");
                }
                if ((at.Done >> (i - at.First) & 1) == 0)
                {
                    firstAnswer = Math.Min(firstAnswer, calls[i].Answered);
                    var states = calls[i].Next(at.State).ToList();
                    var changesNothing = states.Count == 1 && states[0].Equals(at.State);
                    if (changesNothing)
                    {
                        next.Clear();
                    }
                    next.AddRange(states.Select(state => Advanced(at.First, at.Done | UInt128.One << (i - at.First), state)));
                    if (changesNothing)
                    {
                        break;
                    }
                }
            }
            next.ForEach(open.Push);
        }
        return false;

        static (int, UInt128, TState) Advanced(int first, UInt128 done, TState state)
        {
            while ((done & 1) != 0)
            {
                (first, done) = (first + 1, done >> 1);
            }
            return (first, done, state);
        }
    }
}
