using System.Text;
using Faculty.V1;

namespace Faculty.Server.Tests.Privacy;

/// <summary>Looks for what belongs to one person alone in bytes of any kind, in every spelling it could have been written down in.</summary>
internal static class CanaryScan
{
    /// <summary>Nobody: born 1900, with a name, a number and a phone that nothing else has.</summary>
    public static readonly Identity Canary = new()
    {
        DisplayName = "金丝雀·甲乙丙",
        Sex = Sex.Male,
        BirthDate = SampleTree.Day(1900, 1, 1),
        IdType = IdType.Resident,
        IdNumber = "14058119000101003X",
        Mobile = "13987654321",
    };

    private static readonly (string What, byte[] Bytes)[] Patterns =
    [
        .. Spelled("name", Canary.DisplayName),
        .. Spelled("id number", Canary.IdNumber),
        .. Spelled("mobile", Canary.Mobile),
        .. Spelled("birth date", "1900-01-01"),
        ("name as an index has it", Encoding.ASCII.GetBytes(Documents.Hex(Canary.DisplayName))),
        ("id number as an index has it", Encoding.ASCII.GetBytes(Documents.Hex(Canary.IdNumber))),
        ("pinyin as an index has it", "jinsique"u8.ToArray()),
        ("birth date as a message has it", [0x08, 0xec, 0x0e, 0x10, 0x01, 0x18, 0x01]),
    ];

    public static IEnumerable<string> Hits(string where, byte[] bytes) =>
        Patterns.Where(p => bytes.AsSpan().IndexOf(p.Bytes) >= 0).Select(p => $"{where}: {p.What}");

    /// <summary>Every file below a folder.</summary>
    public static List<string> Hits(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).SelectMany(f => Hits(Path.GetRelativePath(folder, f), Read(f)))];

    public static byte[] Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // A temporary file whose call has ended meanwhile.
            return [];
        }
    }

    private static IEnumerable<(string, byte[])> Spelled(string what, string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        yield return ($"{what} in UTF-8", utf8);
        yield return ($"{what} in UTF-16LE", Encoding.Unicode.GetBytes(value));
        yield return ($"{what} in UTF-16BE", Encoding.BigEndianUnicode.GetBytes(value));
        yield return ($"{what} in hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)));
        yield return ($"{what} in HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)));
        for (var before = 0; before < 3; before++)
        {
            // Characters that share bits with what stands before or behind are left out.
            var text = Convert.ToBase64String([.. new byte[before], .. utf8]).TrimEnd('=');
            var end = (before + utf8.Length) % 3 == 0 ? text.Length : text.Length - 1;
            yield return ($"{what} in base64", Encoding.ASCII.GetBytes(text[(before == 0 ? 0 : before + 1)..end]));
        }
    }
}
