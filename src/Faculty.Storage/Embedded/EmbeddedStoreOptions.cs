namespace Faculty.Storage.Embedded;

/// <summary>Where an embedded store lives and how much it may use.</summary>
public sealed record EmbeddedStoreOptions
{
    /// <summary>The store's own directory; created when missing, used by one process at a time.</summary>
    public required string Directory { get; init; }

    /// <summary>Bytes of recent document bodies kept in memory.</summary>
    public long BodyCacheBytes { get; init; } = 64 << 20;

    /// <summary>A journal file that has reached this many bytes is followed by a new one.</summary>
    public long SegmentBytes { get; init; } = 128 << 20;

    /// <summary>A journal up to this many bytes is verified whole at each start; a larger one only past the index snapshot (and by the verifier).</summary>
    public long VerifyAtStartBytes { get; init; } = 256 << 20;

    /// <summary>Changed documents after which a new index snapshot is written in the background.</summary>
    public long SnapshotEvery { get; init; } = 500_000;

    /// <summary>How long a change may wait to be copied into the view together with others.</summary>
    public TimeSpan ViewDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Part of the indexes' stamp: another text makes them be built anew, as does a new build of the code that names the keys.</summary>
    public string IndexVersion { get; init; } = "";

    /// <summary>32 bytes that the index snapshot is sealed with, because it holds every key in clear; empty = not sealed.</summary>
    public ReadOnlyMemory<byte> SnapshotKey { get; init; }

    internal Disk Disk { get; init; } = Disk.Real;
}
