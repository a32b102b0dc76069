using System.Text.Json.Nodes;

namespace Faculty.Cli.Running;

/// <summary>Results of commands that end without a reply message of their own.</summary>
internal static class Reports
{
    /// <summary>A sentence for people, or the numbers as one JSON object.</summary>
    public static void Report(this Run run, string sentence, params IReadOnlyList<(string Name, JsonNode? Value)> facts) =>
        run.WriteLine(run.Json ? new JsonObject(facts.Select(f => KeyValuePair.Create(f.Name, f.Value))).ToJsonString() : sentence);
}
