using System.Text;

namespace Faculty.Storage.Tests;

/// <summary>A small document with ordered keys (shelf, words) and a unique one (code).</summary>
public sealed record Card(string Shelf, string? Code, string Words)
{
    public static readonly DocumentType<Card> Type = new("card", Read, c => c.Write(), KeysOf);
    public static readonly DocumentType<Card> Other = new("other-card", Read, c => c.Write(), KeysOf);

    private byte[] Write() => Encoding.UTF8.GetBytes($"{Shelf}\n{Code}\n{Words}");

    private static Card Read(ReadOnlyMemory<byte> body)
    {
        var parts = Encoding.UTF8.GetString(body.Span).Split('\n', 3);
        return new(parts[0], parts[1].Length == 0 ? null : parts[1], parts[2]);
    }

    private static List<IndexKey> KeysOf(Card card)
    {
        List<IndexKey> keys = [new("shelf", card.Shelf)];
        foreach (var word in card.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries)) keys.Add(new("word", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word))));
        if (card.Code is not null) keys.Add(new("code", card.Code, Unique: true));
        return keys;
    }
}
