using System.Text.RegularExpressions;
using Faculty.V1;

namespace Faculty.Client;

/// <summary>What a reason means to a person: what happened, and what to do. {name} stands for a metadata value.</summary>
public sealed partial record ReasonText(string Happened, string Remedy)
{
    /// <summary>The text of a reason, or null for one this client does not know.</summary>
    public static ReasonText? Of(ErrorReason reason, Language language) =>
        (language == Language.Chinese ? ReasonTexts.Chinese : ReasonTexts.English).GetValueOrDefault(reason);

    /// <summary>The text with the values of one refusal.</summary>
    public ReasonText With(IReadOnlyDictionary<string, string> metadata, Language language)
    {
        return new(Filled(Happened), Filled(Remedy));

        string Filled(string text) => Placeholder().Replace(text, m => Value(m.Groups[1].Value));

        string Value(string name) => !metadata.TryGetValue(name, out var value) ? "…" : name == "type" ? Terms.Record(value, language) : value;
    }

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholder();
}
