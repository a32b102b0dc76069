using System.Globalization;
using System.Text;

namespace Faculty.Domain.Teachers;

/// <summary>
/// Text as people type it: no control, invisible, direction or unassigned characters, no variation selectors and no blanks that look
/// like another. Rare characters beyond the BMP are welcome.
/// </summary>
public static class PlainText
{
    /// <summary>What is wrong with a text that has one, and how to mend it.</summary>
    public const string Problem = "must not contain control, invisible or direction characters or blanks other than the keyboard's; type it again without copying";

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

    // U+FFFD stands where a decoder lost something; U+115F, U+1160, U+3164 and U+FFA0 are letters without a shape; variation selectors
    // are seen by nobody and found by no search. Of the blanks, only those of a keyboard: U+0020 and the wide U+3000.
    private static bool IsForbidden(Rune rune) => rune.Value is 0xFFFD or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator && rune.Value is not (0x20 or 0x3000))
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
