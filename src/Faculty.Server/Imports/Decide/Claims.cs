using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Faculty.Server.Imports.Decide;

/// <summary>
/// Values that only one person of an import may have (ID number, staff number, certificate, record), as hashes: an import of millions holds
/// 24 bytes of each. Safe for several threads.
/// </summary>
/// <param name="ofRefused">A refused person's values are claimed, too: whoever mends a file learns of both. Else they are free for others.</param>
internal sealed class Claims(bool ofRefused)
{
    // Many small tables: one that doubles would be copied as a whole again and again, and everybody would wait for it.
    private readonly Dictionary<ulong, long>[] tables = [.. Enumerable.Range(0, 64).Select(_ => new Dictionary<ulong, long>())];
    private readonly Lock gate = new();

    /// <summary>True when the value is free or was claimed by the same person before.</summary>
    public bool Claim(string kind, string value, long person)
    {
        lock (gate)
        {
            var key = KeyOf(kind, value);
            return TableOf(key).TryAdd(key, person) || TableOf(key)[key] == person;
        }
    }

    /// <summary>Claims values for one person at once; returns which of them are another's. <paramref name="refused"/> = the person is not taken anyway.</summary>
    public IReadOnlyList<bool> ClaimAll(IReadOnlyList<(string Kind, string Value)> values, long person, bool refused)
    {
        lock (gate)
        {
            var keys = values.Select(v => KeyOf(v.Kind, v.Value)).ToList();
            var taken = keys.ConvertAll(key => TableOf(key).TryGetValue(key, out var owner) && owner != person);
            if (ofRefused || (!refused && !taken.Contains(true)))
            {
                keys.ForEach(key => TableOf(key).TryAdd(key, person));
            }
            return taken;
        }
    }

    private Dictionary<ulong, long> TableOf(ulong key) => tables[(int)(key >> 58)];

    private static ulong KeyOf(string kind, string value) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(value.AsSpan()), (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(kind.AsSpan())));
}
