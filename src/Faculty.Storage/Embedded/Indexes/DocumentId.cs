using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace Faculty.Storage.Embedded;

/// <summary>An id as the indexes compare it: 32 lower-case hex digits as one number, anything else as text; both in ordinal order.</summary>
internal readonly struct DocumentId : IComparable<DocumentId>, IEquatable<DocumentId>
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public DocumentId(string text)
    {
        if (text.Length == 32 && !text.AsSpan().ContainsAnyExcept(HexDigits) &&
            UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) Number = number;
        else Text = text;
    }

    public DocumentId(UInt128 number) => Number = number;

    public UInt128 Number { get; }

    public string? Text { get; }

    public int CompareTo(DocumentId other) =>
        Text is null && other.Text is null ? Number.CompareTo(other.Number) : string.CompareOrdinal(ToString(), other.ToString());

    public bool Equals(DocumentId other) => Number == other.Number && Text == other.Text;

    public override bool Equals(object? obj) => obj is DocumentId other && Equals(other);

    public override int GetHashCode()
    {
        if (Text is not null) return Text.GetHashCode(StringComparison.Ordinal);
        var mixed = ((ulong)(Number >> 64) ^ (ulong)Number) * 0x9E37_79B9_7F4A_7C15;
        return (int)(mixed >> 32);
    }

    public override string ToString()
    {
        if (Text is not null) return Text;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Number);
        return Convert.ToHexStringLower(bytes);
    }
}
