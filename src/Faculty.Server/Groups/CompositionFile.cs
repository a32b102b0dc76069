using Faculty.Domain.Groups.Composition;
using Faculty.Server.Hosting;
using Google.Protobuf;

namespace Faculty.Server.Groups;

/// <summary>The rules of composition the server judges by: those that lie in it, which are examples, or those of --group-rules in their place.</summary>
internal static class CompositionFile
{
    /// <exception cref="StartException">The file cannot be read, or its rules cannot be.</exception>
    public static CompositionBook Read(string? file) =>
        RulesFile.Read("--group-rules", file, "Faculty.Server.Groups.Rules.composition.json", "faculty groups rules --json", Book);

    private static CompositionBook Book(string json) =>
        CompositionBook.Of(JsonParser.Default.Parse<V1.ListCompositionRulesResponse>(json).Rules.Select(Wire.ToRecord));
}
