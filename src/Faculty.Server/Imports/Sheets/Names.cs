using System.Text;

namespace Faculty.Server.Imports.Sheets;

/// <summary>The words a coded value is written with: the English name of the contract and the Chinese one.</summary>
internal sealed class Names<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<T, string> english = [];
    private readonly Dictionary<T, string> first = [];
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public Names(params ReadOnlySpan<(T Value, string Chinese)> values)
    {
        foreach (var (value, chinese) in values)
        {
            english.TryAdd(value, English(value));
            byName[english[value]] = value;
            byName[chinese] = value;
            first.TryAdd(value, chinese);
            Chinese.Add(chinese);
        }
        bySpan = byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public List<string> Chinese { get; } = [];

    public string Listed => string.Join(", ", english.Values);

    public bool TryFind(ReadOnlySpan<char> name, out T value) => bySpan.TryGetValue(name, out value);

    /// <summary>The name in one language, empty for a value that is not said.</summary>
    public string Of(T value, bool chinese) => (chinese ? first : english).GetValueOrDefault(value, "");

    // ExternalEnterprise -> EXTERNAL_ENTERPRISE
    private static string English(T value)
    {
        var name = new StringBuilder();
        foreach (var c in value.ToString())
        {
            name.Append(char.IsAsciiLetterUpper(c) && name.Length > 0 ? "_" : "").Append(char.ToUpperInvariant(c));
        }
        return name.ToString();
    }
}
