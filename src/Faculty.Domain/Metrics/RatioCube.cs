using System.Runtime.InteropServices;
using System.Text;

namespace Faculty.Domain.Metrics;

/// <summary>
/// The ratio cube: per scope (department, school, county …) the steps of everybody's standing. Any definition on any day in any scope is
/// read from it without touching teachers. A change of one teacher takes the steps of the record before out and those after in.
/// One writer or many readers at a time.
/// </summary>
public sealed class RatioCube
{
    private const uint Format = 0x31435246; // "FRC1"
    private static readonly ScopeCells Nobody = new();
    private readonly Dictionary<string, ScopeCells> scopes = new(StringComparer.Ordinal);
    private readonly HashSet<ScopeCells> unsettled = [];

    public IReadOnlyCollection<string> Scopes => scopes.Keys;

    /// <summary>Bytes held by steps and block starts.</summary>
    public long Bytes => scopes.Values.Sum(s => s.Bytes);

    /// <summary>The cells of a scope; empty when nobody was ever counted there.</summary>
    public ScopeCells this[string scope] => scopes.GetValueOrDefault(scope, Nobody);

    /// <summary>Takes one record's steps out and the next one's in. Visible after <see cref="Settle"/>, which is once for many.</summary>
    public void Change(IReadOnlyList<ScopeStep> before, IReadOnlyList<ScopeStep> after)
    {
        Collect(before, -1);
        Collect(after, +1);
    }

    public void Settle()
    {
        foreach (var cells in unsettled)
        {
            cells.Settle();
        }
        unsettled.Clear();
    }

    private void Collect(IReadOnlyList<ScopeStep> steps, int heads)
    {
        foreach (var step in steps)
        {
            ref var cells = ref CollectionsMarshal.GetValueRefOrAddDefault(scopes, step.Scope, out _);
            cells ??= new();
            if (cells.Collect(step.Key, heads))
            {
                unsettled.Add(cells);
            }
        }
    }

    /// <summary>Writes everything; the caller adds what makes it trustworthy (revision, hash).</summary>
    public void WriteTo(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Format);
        writer.Write(scopes.Count);
        // In order of codes: equal cubes are equal bytes.
        foreach (var (code, cells) in scopes.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            writer.Write(code);
            writer.Write(cells.Count);
            foreach (var entries in cells.Entries)
            {
                writer.Write(MemoryMarshal.AsBytes(entries.Span));
            }
        }
    }

    /// <summary>
    /// Reads what <see cref="WriteTo"/> wrote. Throws <see cref="InvalidDataException"/> or <see cref="EndOfStreamException"/> on other
    /// bytes.
    /// </summary>
    public static RatioCube ReadFrom(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Format)
        {
            throw new InvalidDataException("Not a ratio cube of this format.");
        }
        var cube = new RatioCube();
        for (var rest = reader.ReadInt32(); rest > 0; rest--)
        {
            var cells = cube.scopes[reader.ReadString()] = new();
            var entries = new List<ulong>();
            CollectionsMarshal.SetCount(entries, reader.ReadInt32());
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(entries)));
            cells.Fill(entries);
        }
        return cube;
    }
}
