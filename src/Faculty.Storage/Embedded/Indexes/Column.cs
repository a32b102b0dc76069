namespace Faculty.Storage.Embedded;

/// <summary>A growing array in chunks: nothing is copied when it grows.</summary>
internal sealed class Column<T> where T : unmanaged
{
    private const int Bits = 14, Size = 1 << Bits;
    private readonly List<T[]> chunks = [];

    public int Count { get; private set; }

    public ref T this[int slot] => ref chunks[slot >> Bits][slot & (Size - 1)];

    public void Add(T value)
    {
        if (Count == chunks.Count * Size) chunks.Add(new T[Size]);
        Count++;
        this[Count - 1] = value;
    }

    /// <summary>The filled parts of the chunks, in order.</summary>
    public IEnumerable<ArraySegment<T>> Parts
    {
        get
        {
            for (var i = 0; i < chunks.Count; i++) yield return new(chunks[i], 0, Math.Min(Size, Count - i * Size));
        }
    }
}
