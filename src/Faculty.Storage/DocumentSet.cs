namespace Faculty.Storage;

/// <summary>
/// A set of documents of one type: a bit for each id there ever was, at the number the store has for it. For queries among them only. Read
/// and written by any thread.
/// </summary>
public sealed class DocumentSet(Func<string, int> numberOf, Func<int, string> idOf)
{
    private readonly Lock writing = new();
    private ulong[] bits = [];
    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>Puts a document in, or takes it out. One that was never stored is in no set.</summary>
    public void Put(string id, bool isIn)
    {
        var number = numberOf(id);
        if (number < 0) return;
        lock (writing)
        {
            var (word, bit) = (number >> 6, 1UL << number);
            if (word >= bits.Length)
            {
                if (!isIn) return;
                var more = new ulong[Math.Max(word + 1, bits.Length * 2)];
                bits.CopyTo(more, 0);
                Volatile.Write(ref bits, more);
            }
            if ((bits[word] & bit) != 0 == isIn) return;
            Volatile.Write(ref bits[word], bits[word] ^ bit);
            Volatile.Write(ref count, count + (isIn ? 1 : -1));
        }
    }

    /// <summary>The ids of those in the set, in no order.</summary>
    public IReadOnlyList<string> Ids()
    {
        var found = new List<string>(Count);
        var words = Volatile.Read(ref bits);
        for (var number = 0; number < words.Length << 6; number++)
            if (IsIn(words, number)) found.Add(idOf(number));
        return found;
    }

    internal bool Holds(int number) => IsIn(Volatile.Read(ref bits), number);

    private static bool IsIn(ulong[] words, int number) =>
        number >> 6 is var word && word < words.Length && (Volatile.Read(ref words[word]) & (1UL << number)) != 0;
}
