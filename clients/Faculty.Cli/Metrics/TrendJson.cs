using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Metrics;

/// <summary>A trend as canonical JSON whose points carry their figure's fields themselves too, so that a point is a figure.</summary>
internal static class TrendJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Trend trend)
    {
        var json = JsonNode.Parse(Run.ToJson(trend))!.AsObject();
        foreach (var point in json["points"]!.AsArray().Select(p => p!.AsObject()))
        {
            foreach (var (name, value) in point["figure"]!.AsObject())
            {
                point.TryAdd(name, value?.DeepClone());
            }
        }
        return json.ToJsonString(Readable);
    }
}
