using System.Buffers.Binary;
using System.IO.Hashing;
using Faculty.Domain.Metrics;
using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>
/// The cube's own file, a view that may be thrown away: format, revision, instant of the revision, the code that counted, cube, hash over
/// all of it. It is used only when the hash holds, the store has that very revision, and the same code goes on counting: a changed record's
/// former steps are reckoned again to be taken out.
/// </summary>
internal sealed class RatioSnapshot(string dataDirectory)
{
    private const long Format = 0x3130_4F49_5441_5246; // "FRATIO01"
    private const int HeadLength = 40;
    private const int HashLength = 16;
    private static readonly Guid Counting = typeof(TeacherSteps).Assembly.ManifestModule.ModuleVersionId;
    private readonly string path = Path.Combine(dataDirectory, "ratio-cube.snapshot");

    public async Task<Content?> LoadAsync(IRegistryStore store, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var bytes = await File.ReadAllBytesAsync(path, ct);
        if (bytes.Length < HeadLength + HashLength
            || !XxHash128.Hash(bytes.AsSpan(0, bytes.Length - HashLength)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - HashLength))
            || BinaryPrimitives.ReadInt64LittleEndian(bytes) != Format
            || new Guid(bytes.AsSpan(24, 16)) != Counting)
        {
            return null;
        }
        var revision = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
        var instant = new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)), TimeSpan.Zero);
        // Another history may have been restored into the directory.
        if (revision > store.Revision || (revision > 0 && await store.InstantOfAsync(revision, ct) != instant))
        {
            return null;
        }
        using var stream = new MemoryStream(bytes, HeadLength, bytes.Length - HeadLength - HashLength, writable: false);
        return new(revision, instant, RatioCube.ReadFrom(stream));
    }

    public static void Write(Stream stream, Content content)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        BinaryPrimitives.WriteInt64LittleEndian(head, Format);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], content.Revision);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], content.Instant.UtcTicks);
        Counting.TryWriteBytes(head[24..]);
        stream.Write(head);
        content.Cube.WriteTo(stream);
    }

    /// <summary>Puts the file in its place whole; a crash leaves the one before, or one whose hash does not hold.</summary>
    public async Task SaveAsync(MemoryStream content)
    {
        content.Write(XxHash128.Hash(content.GetBuffer().AsSpan(0, (int)content.Length)));
        var next = path + ".next";
        await using (var file = File.Create(next))
        {
            await file.WriteAsync(content.GetBuffer().AsMemory(0, (int)content.Length));
        }
        File.Move(next, path, overwrite: true);
    }

    internal sealed record Content(long Revision, DateTimeOffset Instant, RatioCube Cube);
}
