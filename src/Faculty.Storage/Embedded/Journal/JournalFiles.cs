using System.Globalization;

namespace Faculty.Storage.Embedded;

/// <summary>The names of a journal's files: journal-00000001.log and so on, without a gap.</summary>
internal static class JournalFiles
{
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"journal-{number:D8}.log");

    /// <summary>The paths in order. A gap in the numbers is damage.</summary>
    public static IReadOnlyList<string> In(string directory)
    {
        var paths = Directory.GetFiles(directory, "journal-*.log").Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < paths.Count; i++)
            if (Path.GetFileName(paths[i]) != NameOf(i + 1)) throw new StoreDamagedException(NameOf(i + 1), 0, "the segment is missing");
        return paths;
    }
}
