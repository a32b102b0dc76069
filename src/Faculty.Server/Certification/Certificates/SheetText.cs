using System.Text;
using SkiaSharp;

namespace Faculty.Server.Certification.Certificates;

/// <summary>Text on a sheet: measured, broken into lines and drawn, each character with a font that has it. Lengths are points.</summary>
internal sealed class SheetText(CertificateFonts fonts, SKCanvas canvas) : IDisposable
{
    // What may not begin a line, and what may not end one.
    private const string Closing = "，。、：；！？）》〉〕」』”’·)", Opening = "（《〈〔「『“‘(";
    private readonly Dictionary<(SKFont, float), SKFont> sized = [];
    private readonly SKPaint paint = new() { IsAntialias = true };

    /// <summary>Draws a line from a point on its base line; <paramref name="spacing"/> is added behind each character.</summary>
    public void Draw(string line, SKPoint at, float size, SKColor colour, float spacing = 0)
    {
        paint.Color = colour;
        var x = at.X;
        foreach (var (run, font) in Runs(line, size, each: spacing != 0))
        {
            x = Draw(run, new(x, at.Y), font) + spacing;
        }
    }

    public float Width(string line, float size, float spacing = 0) => Runs(line, size, each: spacing != 0).Sum(r => r.Font.MeasureText(r.Text) + spacing) - spacing;

    /// <summary>The text in lines no wider than <paramref name="width"/>: as large as <paramref name="size"/> and smaller until it fits in so many lines, or is of the smallest size.</summary>
    public (IReadOnlyList<string> Lines, float Size) Fit(string text, float width, int lines, float size, float smallest)
    {
        while (true)
        {
            var broken = Break(text, width, size);
            if (broken.Count <= lines || size <= smallest)
            {
                return (broken, size);
            }
            size = Math.Max(smallest, size - 1);
        }
    }

    public void Dispose()
    {
        foreach (var font in sized.Values)
        {
            font.Dispose();
        }
        paint.Dispose();
    }

    // With the text beside the glyphs, so that who searches or copies gets these very characters: a font has one glyph for 高 and for its
    // look-alike of the Kangxi radicals, and the library would name the latter. Returns where the run ends.
    private float Draw(string run, SKPoint at, SKFont font)
    {
        var text = Encoding.UTF8.GetBytes(run);
        var glyphs = font.GetGlyphs(run);
        var widths = font.GetGlyphWidths(glyphs);
        using var builder = new SKTextBlobBuilder();
        var buffer = builder.AllocateRawHorizontalTextRun(font, glyphs.Length, at.Y, text.Length);
        var (x, place, index) = (at.X, 0u, 0);
        foreach (var character in run.EnumerateRunes())
        {
            (buffer.Glyphs[index], buffer.Positions[index], buffer.Clusters[index]) = (glyphs[index], x, place);
            x += widths[index++];
            place += (uint)character.Utf8SequenceLength;
        }
        text.CopyTo(buffer.Text);
        using var blob = builder.Build();
        canvas.DrawText(blob, 0, 0, paint);
        return x;
    }

    private List<string> Break(string text, float width, float size)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0f;
        foreach (var character in text.EnumerateRunes().Select(r => r.ToString()))
        {
            var wide = Width(character, size);
            if (line.Length > 0 && used + wide > width && !Closing.Contains(character, StringComparison.Ordinal))
            {
                var kept = Kept(line, character[0]);
                lines.Add(line.ToString(0, kept));
                line.Remove(0, kept);
                used = Width(line.ToString(), size);
            }
            line.Append(character);
            used += wide;
        }
        lines.Add(line.ToString());
        return lines;
    }

    // How much of a line stays when another character comes: words and numbers go to the next line whole, and with them what opens them.
    private static int Kept(StringBuilder line, char next)
    {
        var kept = line.Length;
        while (kept > 0 && (Opening.Contains(line[kept - 1], StringComparison.Ordinal) || (char.IsAsciiLetterOrDigit(line[kept - 1]) && char.IsAsciiLetterOrDigit(kept == line.Length ? next : line[kept]))))
        {
            kept--;
        }
        return kept == 0 ? line.Length : kept;
    }

    private IEnumerable<(string Text, SKFont Font)> Runs(string line, float size, bool each)
    {
        var run = new StringBuilder();
        SKFont? of = null;
        foreach (var character in line.EnumerateRunes())
        {
            var font = Sized(fonts.For(character) ?? throw new InvalidOperationException("A character without a font reached the sheet."), size);
            if (of is not null && (each || font != of))
            {
                yield return (run.ToString(), of);
                run.Clear();
            }
            run.Append(character);
            of = font;
        }
        if (of is not null)
        {
            yield return (run.ToString(), of);
        }
    }

    private SKFont Sized(SKFont font, float size)
    {
        if (!sized.TryGetValue((font, size), out var made))
        {
            sized[(font, size)] = made = new SKFont(font.Typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };
        }
        return made;
    }
}
