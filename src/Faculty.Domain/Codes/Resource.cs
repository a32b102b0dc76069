using System.Text;

namespace Faculty.Domain.Codes;

/// <summary>Tables that are resources of this assembly: the only I/O of the domain.</summary>
internal static class Resource
{
    public static IEnumerable<string> Lines(string file, string folder = "Codes")
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream($"Faculty.Domain.{folder}.{file}")
            ?? throw new InvalidOperationException($"The table {file} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
