using System.Globalization;
using System.Text;

namespace Faculty.Domain.Teachers;

/// <summary>
/// Text as people type it: no control, invisible, direction or unassigned characters. Rare characters beyond the BMP are
/// welcome.
/// </summary>
public static class PlainText
{
    /// <summary>The first character that may not stand in a text, as U+XXXX, or null.</summary>
    public static string? FirstForbidden(string text)
    {
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return $"U+{(int)rest[0]:X4}";
            }
            if (IsForbidden(rune))
            {
                return $"U+{rune.Value:X4}";
            }
            rest = rest[length..];
        }
        return null;
    }

    // U+FFFD stands where a decoder lost something; U+115F, U+1160, U+3164 and U+FFA0 are letters without a shape.
    private static bool IsForbidden(Rune rune) => rune.Value is 0xFFFD or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
