using Faculty.Benchmarks.Load;

namespace Faculty.Benchmarks;

/// <summary>What is measured, where and how long.</summary>
/// <param name="Teachers">Size of the store.</param>
/// <param name="Small">Size of the store that growth is compared with.</param>
/// <param name="Work">Folder for rosters, stores and scratch copies; kept, so that a second run finds them.</param>
/// <param name="Rounds">Turns of each contestant.</param>
internal sealed record BenchmarkOptions(int Teachers, int Small, string Work, RoundOptions Rounds)
{
    /// <summary>Beyond this the peer's database takes longer to fill than anybody waits for.</summary>
    public const int MostPeerTeachers = 200_000;

    public bool WithPeer => Teachers <= MostPeerTeachers;
}
