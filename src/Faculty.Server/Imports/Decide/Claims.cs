using System.IO.Hashing;
using System.Text;

namespace Faculty.Server.Imports.Decide;

/// <summary>Values that only one person of an import may have (ID number, staff number, certificate, record). Safe for several threads.</summary>
internal sealed class Claims
{
    // Many small tables: one that doubles would be copied as a whole again and again, and everybody would wait for it.
    private readonly Dictionary<UInt128, long>[] tables = [.. Enumerable.Range(0, 256).Select(_ => new Dictionary<UInt128, long>())];

    /// <summary>True when the value is free or was claimed by the same person before.</summary>
    public bool Claim(string kind, string value, long person)
    {
        var key = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"{kind}\n{value}"));
        var owners = tables[(int)(uint)key & 0xff];
        lock (owners)
        {
            if (owners.TryGetValue(key, out var owner))
            {
                return owner == person;
            }
            owners.Add(key, person);
            return true;
        }
    }
}
