using CsCheck;
using Faculty.Storage.Embedded;

namespace Faculty.Storage.Tests;

public sealed class SealedFileTests : IDisposable
{
    private readonly TestDirectory directory = new();
    private readonly byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private string Path => System.IO.Path.Combine(directory.Path, "sealed");

    public void Dispose() => directory.Delete();

    [Fact]
    public void It_reads_like_an_array_of_bytes_whatever_is_written_where()
    {
        var write = Gen.Select(Gen.Double.Unit, Gen.Int[1, 200_000], Gen.Byte);
        Gen.Select(write.Array[1, 12], Gen.Double.Unit).Sample((writes, cut) =>
        {
            var model = Array.Empty<byte>();
            foreach (var ((place, size, value), i) in writes.Select((w, i) => (w, i)))
            {
                using var file = Open();
                if (i == 0) file.SetLength(0);
                var at = (int)(place * model.Length);
                byte[] bytes = [.. Enumerable.Range(0, size).Select(n => (byte)(n * value))];
                file.Write(bytes, at);
                model = [.. model[..at], .. bytes, .. model[Math.Min(model.Length, at + size)..]];
                if (i % 4 == 3)
                {
                    model = model[..(int)(cut * model.Length)];
                    file.SetLength(model.Length);
                }
                Assert.Equal(model.Length, file.Length);
            }
            using var again = Open();
            var read = new byte[model.Length + 10];
            Assert.Equal(model.Length, again.Read(read, 0));
            Assert.Equal(model.Length, again.Length);
            Assert.True(read.AsSpan(0, model.Length).SequenceEqual(model));
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void A_flipped_bit_or_another_key_ends_the_file_where_it_is()
    {
        var words = Enumerable.Repeat((byte)'w', 100_000).ToArray();
        using (var file = Open()) file.Write(words, 0);
        var bytes = File.ReadAllBytes(Path);
        Assert.Equal(-1, bytes.AsSpan().IndexOf("wwwwwwww"u8));
        var read = new byte[words.Length];
        foreach (var at in (int[])[0, 20, 5000, 65_000, 70_000, bytes.Length - 1])
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= 1;
            File.WriteAllBytes(Path, flipped);
            using var damaged = Open();
            Assert.Equal(at < 65_564 ? 0 : 65_536, damaged.Read(read, 0));
        }
        File.WriteAllBytes(Path, [.. bytes[65_564..], .. bytes[..65_564]]);
        using (var swapped = Open()) Assert.Equal(0, swapped.Read(read, 0));
        File.WriteAllBytes(Path, bytes);
        using var other = new SealedFile(Disk.Real.Open(Path), new byte[32]);
        Assert.Equal(0, other.Read(read, 0));
    }

    [Fact]
    public async Task A_sealed_snapshot_is_started_from_and_shows_no_key()
    {
        var options = new EmbeddedStoreOptions { Directory = directory.Path, SnapshotKey = key };
        await using (var store = await EmbeddedStore.OpenAsync(options, [Card.Type], TimeProvider.System, default)) await store.InsertAsync("1", StoreTesting.A(shelf: "SHELF-OF-NAMES"));
        var snapshot = System.IO.Path.Combine(directory.Path, "indexes.snapshot");
        Assert.Equal(-1, (await File.ReadAllBytesAsync(snapshot)).AsSpan().IndexOf("SHELF-OF-NAMES"u8));

        await using (var again = await EmbeddedStore.OpenAsync(options, [Card.Type], TimeProvider.System, default))
        {
            Assert.Equal("snapshot", again.BuiltFrom);
            again.DropSnapshot();
            Assert.False(File.Exists(snapshot));
        }
        await using (var other = await EmbeddedStore.OpenAsync(options with { SnapshotKey = new byte[32] }, [Card.Type], TimeProvider.System, default))
        {
            Assert.NotEqual("snapshot", other.BuiltFrom);
            Assert.Equal(["1"], await other.IdsAsync(KeyRange.Exactly("shelf", "SHELF-OF-NAMES")));
        }
        // The control: without a key the names are there to be read.
        await using (var bare = await EmbeddedStore.OpenAsync(options with { SnapshotKey = default }, [Card.Type], TimeProvider.System, default)) Assert.NotEqual("snapshot", bare.BuiltFrom);
        Assert.NotEqual(-1, (await File.ReadAllBytesAsync(snapshot)).AsSpan().IndexOf("SHELF-OF-NAMES"u8));
    }

    private SealedFile Open() => new(Disk.Real.Open(Path), key);
}
