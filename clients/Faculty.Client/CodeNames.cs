using System.Text;

namespace Faculty.Client;

/// <summary>Names of codes in the registry's code tables (代码表), for people: 21 is 大学本科毕业. The standards name them in Chinese only.</summary>
public static class CodeNames
{
    // Fields that hold a code, by full proto name.
    private static readonly Dictionary<string, Lazy<Dictionary<string, string>>> Tables = new(StringComparer.Ordinal)
    {
        ["faculty.v1.Education.level"] = new(() => Read("education_levels.csv")),
        ["faculty.v1.Education.degree"] = new(() => Read("degrees.csv")),
        ["faculty.v1.Title.title_code"] = new(() => Read("titles.csv")),
        ["faculty.v1.Identity.ethnic_group"] = new(() => Read("ethnic_groups.csv")),
        ["faculty.v1.Post.major_code"] = new(() => Read("majors.csv")),
        ["faculty.v1.Credential.occupation_code"] = new(() => Read("occupations.csv")),
    };

    /// <summary>The name before its code, such as 大学本科毕业 21; the value as it is when the field holds no code or the table does not know it.</summary>
    public static string Of(string field, string value) =>
        Tables.TryGetValue(field, out var table) && table.Value.TryGetValue(value, out var name) ? $"{name} {value}" : value;

    private static Dictionary<string, string> Read(string file)
    {
        using var reader = new StreamReader(
            typeof(CodeNames).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} is not embedded."), Encoding.UTF8);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            names.Add(cells[0], cells[1]);
        }
        return names;
    }
}
