using Faculty.Storage.Embedded;

namespace Faculty.Storage.Tests;

/// <summary>
/// A disk that knows what would survive a power cut: real files for reading, and beside them what was synced and what was not. It can take
/// images of itself, run out of room, and skip syncs (the controls).
/// </summary>
internal sealed class FaultDisk : Disk
{
    private const int Sector = 512;
    private readonly Lock gate = new();
    private readonly Dictionary<string, State> files = [];
    private readonly HashSet<string> durableNames = [];

    /// <summary>Called under the lock before each write or sync, with a function that takes an image.</summary>
    public Action<Func<Random, Dictionary<string, byte[]>>>? BeforeOperation { get; set; }

    public bool SkipSync { get; init; }

    public bool SkipDirectorySync { get; init; }

    /// <summary>Bytes that can still be written; a write that does not fit is cut short and fails.</summary>
    public long Room { get; set; } = long.MaxValue;

    public bool FailSync { get; set; }

    public override DiskFile Open(string path)
    {
        lock (gate)
        {
            if (!files.TryGetValue(path, out var state)) files.Add(path, state = new());
            return new FaultFile(this, path, base.Open(path), state);
        }
    }

    public override DiskFile OpenRead(string path) => Open(path);

    public override void Rename(string path, string newPath)
    {
        lock (gate)
        {
            base.Rename(path, newPath);
            files[newPath] = files[path];
            files.Remove(path);
        }
    }

    public override void Delete(string path)
    {
        lock (gate)
        {
            base.Delete(path);
            files.Remove(path);
        }
    }

    public override void SyncDirectory(string path)
    {
        lock (gate)
        {
            Operation();
            if (SkipDirectorySync) return;
            durableNames.Clear();
            durableNames.UnionWith(files.Keys);
        }
    }

    private void Operation() => BeforeOperation?.Invoke(Image);

    /// <summary>What a power cut could leave: the durable names, synced bytes, and any part of the sectors written since.</summary>
    private Dictionary<string, byte[]> Image(Random random)
    {
        var image = new Dictionary<string, byte[]>();
        var share = random.Next(4) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() };
        foreach (var (path, state) in files)
        {
            if (!durableNames.Contains(path)) continue;
            var bytes = new byte[state.Pending.Aggregate((long)state.Durable.Length, (most, p) => Math.Max(most, p.Offset + p.Bytes.Length))];
            state.Durable.CopyTo(bytes, 0);
            var length = (long)state.Durable.Length;
            foreach (var (offset, written) in state.Pending)
            {
                for (var at = offset - offset % Sector; at < offset + written.Length; at += Sector)
                {
                    if (random.NextDouble() >= share) continue;
                    var (from, to) = (Math.Max(at, offset), Math.Min(at + Sector, offset + written.Length));
                    written.AsSpan((int)(from - offset), (int)(to - from)).CopyTo(bytes.AsSpan((int)from));
                    length = Math.Max(length, to);
                }
            }
            image[path] = bytes[..(int)length];
        }
        return image;
    }

    private static byte[] Grown(byte[] target, long offset, byte[] written)
    {
        var grown = target.Length >= offset + written.Length ? target : new byte[offset + written.Length];
        if (grown != target) target.CopyTo(grown, 0);
        written.CopyTo(grown, offset);
        return grown;
    }

    private sealed class State
    {
        public byte[] Durable = [];
        public List<(long Offset, byte[] Bytes)> Pending = [];
    }

    private sealed class FaultFile(FaultDisk disk, string path, DiskFile real, State state) : DiskFile(path, new())
    {
        public override long Length => real.Length;

        public override int Read(Span<byte> buffer, long offset) => real.Read(buffer, offset);

        public override void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            lock (disk.gate)
            {
                disk.Operation();
                var fits = (int)Math.Min(bytes.Length, disk.Room);
                disk.Room -= fits;
                real.Write(bytes[..fits], offset);
                state.Pending.Add((offset, bytes[..fits].ToArray()));
                if (fits < bytes.Length) throw new DiskException("pwrite", Path, 28);
            }
        }

        public override void Sync()
        {
            lock (disk.gate)
            {
                disk.Operation();
                if (disk.FailSync) throw new DiskException("fdatasync", Path, 5);
                if (disk.SkipSync) return;
                foreach (var (offset, written) in state.Pending) state.Durable = Grown(state.Durable, offset, written);
                state.Pending.Clear();
            }
        }

        public override void SetLength(long length)
        {
            lock (disk.gate)
            {
                real.SetLength(length);
                state.Pending.RemoveAll(p => p.Offset >= length);
                if (state.Durable.Length > length) Array.Resize(ref state.Durable, (int)length);
            }
        }

        public override void Dispose()
        {
            real.Dispose();
            base.Dispose();
        }
    }
}
