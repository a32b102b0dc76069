using System.Buffers;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Certification.Applications;

/// <summary>What a file must be to be shown as evidence (佐证附件): PDF, JPEG or PNG by its first bytes, a PDF with an end, and what its name says.</summary>
public static class EvidenceFileRules
{
    public const int LongestName = 100;

    /// <summary>So many bytes tell a type.</summary>
    public const int HeadSize = 8;

    /// <summary>A PDF has its end within so many bytes: mail programs append to it.</summary>
    public const int TailSize = 1_024;
    private const string Extensions = ".pdf .jpg .jpeg .png";
    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\:");
    private static readonly SearchValues<char> Patterns = SearchValues.Create("*?\"<>|");

    /// <summary>
    /// A name without folders, control characters or numbers of persons, that ends as one of the types does. A refusal never holds the name, which may be
    /// personal.
    /// </summary>
    /// <exception cref="RuleBroken">EVIDENCE_FILE_NAME.</exception>
    public static void RequireName(string name)
    {
        var problem = name.Length == 0 ? "empty"
            : name.AsSpan().ContainsAny(Separators) ? "separator"
            : PlainText.FirstForbidden(name) is not null || name.AsSpan().ContainsAny(Patterns) ? "character"
            : name.EnumerateRunes().Count() > LongestName ? "too_long"
            : name[0] == '.' ? "leading_dot"
            : TypeNamed(name) == EvidenceFileType.Unknown ? "extension"
            : IdNumber.StandsIn(name) || IdNumber.MayStandIn(name) || Mobile.StandsIn(name) ? "number"
            : null;
        if (problem is not null)
        {
            throw new RuleBroken(
                Reason.EvidenceFileName, "The file's name will not do; name it otherwise.", ("name_problem", problem), ("limit", $"{LongestName}"), ("extensions", Extensions));
        }
    }

    /// <exception cref="RuleBroken">EVIDENCE_FILE_SIZE.</exception>
    public static void RequireSize(long bytes, long most)
    {
        if (bytes < 1 || bytes > most)
        {
            throw new RuleBroken(
                Reason.EvidenceFileSize, "The file is empty or too large; scan it with fewer dots, or split it.", ("size_bytes", $"{bytes}"), ("limit", $"{most}"));
        }
    }

    /// <summary>The type that both the content and the name say.</summary>
    /// <param name="name">A name that <see cref="RequireName"/> takes.</param>
    /// <param name="head">The first <see cref="HeadSize"/> bytes, or all of a shorter file.</param>
    /// <exception cref="RuleBroken">EVIDENCE_FILE_TYPE.</exception>
    public static EvidenceFileType RequireType(string name, ReadOnlySpan<byte> head)
    {
        var type = TypeOf(head);
        return type != EvidenceFileType.Unknown && type == TypeNamed(name) ? type : throw NoType(name, $"{type}".ToLowerInvariant());
    }

    /// <summary>A PDF ends as one; what was cut off does not open.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="tail">The last <see cref="TailSize"/> bytes, or all of a shorter file.</param>
    /// <exception cref="RuleBroken">EVIDENCE_FILE_TYPE.</exception>
    public static void RequireEnd(string name, EvidenceFileType type, ReadOnlySpan<byte> tail)
    {
        if (type == EvidenceFileType.Pdf && tail.IndexOf("%%EOF"u8) < 0)
        {
            throw NoType(name, "incomplete");
        }
    }

    public static string MediaType(this EvidenceFileType type) => type switch
    {
        EvidenceFileType.Pdf => "application/pdf",
        EvidenceFileType.Jpeg => "image/jpeg",
        EvidenceFileType.Png => "image/png",
        _ => "application/octet-stream",
    };

    private static RuleBroken NoType(string name, string content) => new(
        Reason.EvidenceFileType, "The content is of no type that is taken, cut off, or of another type than the file's name says; save it as what it is to be.",
        ("extension", Extension(name)), ("file_content", content), ("extensions", Extensions));

    private static EvidenceFileType TypeOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? EvidenceFileType.Pdf
        : head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? EvidenceFileType.Jpeg
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]) ? EvidenceFileType.Png
        : EvidenceFileType.Unknown;

    private static EvidenceFileType TypeNamed(string name) => Extension(name) switch
    {
        ".pdf" => EvidenceFileType.Pdf,
        ".jpg" or ".jpeg" => EvidenceFileType.Jpeg,
        ".png" => EvidenceFileType.Png,
        _ => EvidenceFileType.Unknown,
    };

    private static string Extension(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[dot..].ToLowerInvariant() : "";
}

/// <summary>Types of files that are taken as evidence.</summary>
public enum EvidenceFileType
{
    Unknown = 0,
    Pdf = 1,
    Jpeg = 2,
    Png = 3,
}
