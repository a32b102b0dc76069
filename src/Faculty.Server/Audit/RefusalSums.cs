using Faculty.V1;

namespace Faculty.Server.Audit;

/// <summary>Refusals that are summed up together: of one type, of one principal, from one class of address, about one account that was tried, or none.</summary>
internal readonly record struct RefusalKey(AuditEventType Type, string PrincipalId, AddressClass AddressClass, string Tried);

/// <summary>Refusals of one key: the first of them, and how many they were.</summary>
internal sealed record RefusalSum(RefusalKey Key, string Method, string ReasonCode, string CredentialId, DateTimeOffset FirstTime, long Count);

/// <summary>
/// Keeps a flood of refusals from filling the journal: the first of a key is told at once, those that follow as one sum for each
/// <paramref name="window"/>. There are as many keys as principals and accounts, times the types and the classes of address.
/// </summary>
internal sealed class RefusalSums(TimeProvider clock, TimeSpan window)
{
    private readonly Lock gate = new();
    private readonly Dictionary<RefusalKey, (long Begun, RefusalSum? Sum)> windows = [];

    /// <summary>Takes a refusal in; the one to be told at once, or null when it will be part of a sum.</summary>
    public RefusalSum? Add(RefusalSum refusal)
    {
        lock (gate)
        {
            if (!windows.TryGetValue(refusal.Key, out var open))
            {
                windows[refusal.Key] = (clock.GetTimestamp(), null);
                return refusal;
            }
            windows[refusal.Key] = open with { Sum = open.Sum is { } sum ? sum with { Count = sum.Count + refusal.Count } : refusal };
            return null;
        }
    }

    /// <summary>The sums whose time is over; all of them when the server stops. A key that has been quiet for a window is forgotten.</summary>
    public IReadOnlyList<RefusalSum> TakeDue(bool all = false)
    {
        var due = new List<RefusalSum>();
        lock (gate)
        {
            foreach (var (key, open) in windows.ToList())
            {
                if (!all && clock.GetElapsedTime(open.Begun) < window)
                {
                    continue;
                }
                if (open.Sum is { } sum)
                {
                    due.Add(sum);
                    windows[key] = (clock.GetTimestamp(), null);
                }
                else
                {
                    windows.Remove(key);
                }
            }
        }
        return due;
    }
}
