using System.Buffers.Text;

namespace Faculty.Protocol.Certificates;

/// <summary>Base64url without padding (RFC 4648 §5), with one spelling for the same bytes.</summary>
internal static class Base64Text
{
    public static string Of(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The bytes; null when it is no base64url, or not the spelling that <see cref="Of"/> gives.</summary>
    public static byte[]? Bytes(ReadOnlySpan<char> text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }
        var bytes = Base64Url.DecodeFromChars(text);
        // The last character may have bits to spare, and blanks would be skipped.
        return text.SequenceEqual(Of(bytes)) ? bytes : null;
    }
}
