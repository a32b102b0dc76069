namespace Faculty.Storage.Embedded;

/// <summary>
/// A sorted run of (key, slot) as bytes: each entry holds how many characters it shares with the key before, the rest, and the slot.
/// Equal neighbours cost six bytes. The first two bytes are the number of entries. Blocks are immutable.
/// </summary>
internal ref struct KeyBlockReader(ReadOnlySpan<byte> block, Span<byte> keyBuffer)
{
    private readonly ReadOnlySpan<byte> block = block;
    private readonly Span<byte> keyBuffer = keyBuffer;
    private int position = Math.Min(KeyBlockWriter.HeadSize, block.Length);
    private int length;

    public int Slot { get; private set; }

    /// <summary>Entries not read yet, as they are stored.</summary>
    public readonly ReadOnlySpan<byte> Rest => block[position..];

    public readonly ReadOnlySpan<byte> Key => keyBuffer[..length];

    public bool Read()
    {
        if (position == block.Length) return false;
        int shared = block[position], rest = block[position + 1];
        position += 2;
        if (rest == KeyBlockWriter.Long)
        {
            rest = block[position] | (block[position + 1] << 8);
            position += 2;
        }
        block.Slice(position, rest).CopyTo(keyBuffer[shared..]);
        length = shared + rest;
        Slot = BitConverter.ToInt32(block[(position + rest)..]);
        position += rest + 4;
        return true;
    }
}

/// <summary>Writes blocks of at most <see cref="Entries"/> entries.</summary>
internal sealed class KeyBlockWriter
{
    public const int MaxKey = 512, Entries = 160, HeadSize = 2;
    public const byte Long = 255;

    private readonly byte[] last = new byte[MaxKey];
    private readonly byte[] buffer = new byte[HeadSize + Entries * (MaxKey + 8)];
    private readonly List<byte[]> done = [];
    private int lastLength, count;
    private int position = HeadSize;

    /// <summary>How many entries go into one block; fewer than fit, so that the next insert does not split it at once.</summary>
    public int Fill { get; set; } = Entries;

    public void Add(ReadOnlySpan<byte> key, int slot)
    {
        if (count == Fill) EndBlock();
        var shared = count == 0 ? 0 : Math.Min(255, key.CommonPrefixLength(last.AsSpan(0, lastLength)));
        var rest = key.Length - shared;
        buffer[position++] = (byte)shared;
        buffer[position++] = rest < Long ? (byte)rest : Long;
        if (rest >= Long)
        {
            buffer[position++] = (byte)rest;
            buffer[position++] = (byte)(rest >> 8);
        }
        key[shared..].CopyTo(buffer.AsSpan(position));
        position += rest;
        BitConverter.TryWriteBytes(buffer.AsSpan(position), slot);
        position += 4;
        key.CopyTo(last);
        lastLength = key.Length;
        count++;
    }

    public static int CountOf(ReadOnlySpan<byte> block) => block.Length == 0 ? 0 : BitConverter.ToUInt16(block);

    /// <summary>Whether so many entries still fit into the open block.</summary>
    public bool HasRoomFor(int entries) => count > 0 && count + entries <= Fill;

    /// <summary>Entries copied as they are; the entry added before is the one they were stored behind.</summary>
    public void AddStored(ReadOnlySpan<byte> entries, int number)
    {
        entries.CopyTo(buffer.AsSpan(position));
        position += entries.Length;
        count += number;
    }

    public IReadOnlyList<byte[]> Finish()
    {
        EndBlock();
        byte[][] blocks = [.. done];
        done.Clear();
        return blocks;
    }

    private void EndBlock()
    {
        if (count > 0)
        {
            BitConverter.TryWriteBytes(buffer, (ushort)count);
            done.Add(buffer.AsSpan(0, position).ToArray());
        }
        (position, count) = (HeadSize, 0);
    }
}
