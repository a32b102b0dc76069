using System.Text;
using Faculty.Server.Hosting;
using Faculty.V1;
using SkiaSharp;

namespace Faculty.Server.Certification.Certificates;

/// <summary>
/// The fonts that certificates are printed with: those of --font in their order, else those known by name in the folders of the machine. A
/// character is printed with the first that has it; one that none has is refused, since the library would leave it out without a word.
/// </summary>
internal sealed class CertificateFonts(ServerOptions options)
{
    // Song first, as official papers are set; a font that has what it lacks may stand in for it.
    private static readonly string[] Known =
    [
        "NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular.otf", "NotoSerifSC-Regular.otf", "SourceHanSerif-Regular.ttc", "SourceHanSerifSC-Regular.otf",
        "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "SourceHanSans-Regular.ttc", "SourceHanSansSC-Regular.otf",
    ];

    private const string Needed = "双师型教师证书";
    private volatile IReadOnlyList<SKFont>? found;

    /// <summary>Opens what --font names. Throws <see cref="StartException"/> when it is no font, or none of several has Chinese characters.</summary>
    public void RequireNamed()
    {
        if (options.Fonts.Count == 0)
        {
            return;
        }
        List<SKFont> named = [.. options.Fonts.Select(path => Open(path) ?? throw new StartException($"--font '{path}' is no font that can be printed with."))];
        found = named.Exists(HasNeeded) ? named : throw new StartException("no --font has Chinese characters; name one such as NotoSerifCJK-Regular.ttc (Debian: fonts-noto-cjk).");
    }

    /// <summary>The fonts, most wanted first.</summary>
    /// <exception cref="Refusal">FONT_MISSING.</exception>
    public IReadOnlyList<SKFont> All()
    {
        if (found is { } fonts)
        {
            return fonts;
        }
        var files = options.FontFolders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.*", SearchOption.AllDirectories))
            .GroupBy(f => Path.GetFileName(f), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).First(), StringComparer.Ordinal);
        var opened = Known.Where(files.ContainsKey).Select(name => Open(files[name])).OfType<SKFont>().Where(HasNeeded).ToList();
        // Not kept when there is none: it may be installed while the server serves.
        return opened.Count > 0 ? found = opened : throw new Refusal(ErrorReason.FontMissing, "There is no font with Chinese characters to print with.")
        {
            Metadata = [("looked_for", Known[0])],
        };
    }

    /// <summary>The font for a character; null when none has it.</summary>
    public SKFont? For(Rune character)
    {
        foreach (var font in All())
        {
            if (font.ContainsGlyph(character.Value))
            {
                return font;
            }
        }
        return null;
    }

    // A collection holds a face for each region: of those the one for simplified characters.
    private static SKFont? Open(string path)
    {
        try
        {
            SKTypeface? first = null;
            for (var index = 0; SKTypeface.FromFile(path, index) is { } face && index < 16; index++)
            {
                if (face.FamilyName.EndsWith(" SC", StringComparison.Ordinal))
                {
                    return new(face);
                }
                first ??= face;
            }
            return first is null ? null : new(first);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool HasNeeded(SKFont font) => font.ContainsGlyphs(Needed);
}
