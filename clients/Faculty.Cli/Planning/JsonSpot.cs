using System.Text.Json;

namespace Faculty.Cli.Planning;

/// <summary>A value of a JSON file and where it stands; what is not as it should be is a fault of the file and reads as empty.</summary>
internal readonly record struct JsonSpot(string Path, JsonElement Value, InstanceFile File)
{
    public JsonSpot Child(string name)
    {
        if (Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var child))
        {
            return new($"{Path}.{name}", child, File);
        }
        // Of what is missing as a whole only that is told.
        if (Value.ValueKind != JsonValueKind.Undefined)
        {
            File.Fault($"{Path}.{name}", "is missing", "缺失");
        }
        return new($"{Path}.{name}", default, File);
    }

    public IReadOnlyList<JsonSpot> List(string name) => Child(name).List();

    public IReadOnlyList<JsonSpot> List()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            return Wrong<IReadOnlyList<JsonSpot>>("a list", "列表", []);
        }
        var (path, file) = (Path, File);
        return [.. Value.EnumerateArray().Select((v, i) => new JsonSpot($"{path}[{i}]", v, file))];
    }

    public int Whole(string name, int least = int.MinValue, int most = int.MaxValue) => Child(name).Whole(least, most);

    public int Whole(int least = int.MinValue, int most = int.MaxValue)
    {
        if (Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }
        var any = (least, most) == (int.MinValue, int.MaxValue);
        return Wrong(any ? "a whole number" : $"a whole number from {least} to {most}", any ? "整数" : $"{least} 至 {most} 的整数", 0);
    }

    public long Bits(string name)
    {
        var child = Child(name);
        return child.Value.ValueKind == JsonValueKind.Number && child.Value.TryGetInt64(out var bits) && bits >= 0 ? bits : child.Wrong("a bit mask", "位掩码", 0L);
    }

    public double Number(string name)
    {
        var child = Child(name);
        return child.Value.ValueKind == JsonValueKind.Number && child.Value.TryGetDouble(out var number) && Math.Abs(number) < 1_000_000 ? number : child.Wrong("a number below 1,000,000", "小于 1,000,000 的数", 0.0);
    }

    public string? Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;

    public string Id(string name) => Child(name).Id();

    /// <summary>A whole number as it is written.</summary>
    public string Id() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var id) ? $"{id}" : Wrong("a whole number", "整数", "");

    private T Wrong<T>(string english, string chinese, T empty)
    {
        if (Value.ValueKind != JsonValueKind.Undefined)
        {
            File.Fault(Path, $"takes {english}", $"应为{chinese}");
        }
        return empty;
    }
}
