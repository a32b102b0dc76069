using System.Runtime.CompilerServices;

namespace Faculty.Domain.Training.Planning;

/// <summary>SplitMix64: integers only, so that a seed means the same on every machine and in every version of the runtime.</summary>
internal struct PlanRandom(ulong seed)
{
    private ulong state = seed;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (uint)(z >> 32);
    }

    /// <summary>A number from 0 to below the limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int limit) => (int)(((ulong)Next() * (uint)limit) >> 32);
}
