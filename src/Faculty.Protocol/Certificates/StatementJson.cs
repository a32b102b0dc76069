using System.Text.Encodings.Web;
using System.Text.Json;
using Faculty.V1;
using Google.Protobuf.Reflection;
using Date = Google.Type.Date;

namespace Faculty.Protocol.Certificates;

/// <summary>
/// What a certificate says as the JSON that is signed: these members in this order, none that is empty, no blanks, UTF-8. Short, since a QR
/// code holds it. The key's id stands in the header.
/// </summary>
public static class StatementJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(CertificateStatement statement)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            foreach (var (name, value) in Members(statement).Where(m => m.Value.Length > 0))
            {
                json.WriteString(name, value);
            }
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>What the bytes say. Throws <see cref="NotGenuineException"/> when <see cref="Of"/> does not give these very bytes.</summary>
    public static CertificateStatement Read(ReadOnlySpan<byte> bytes, string keyId)
    {
        try
        {
            var members = JsonSerializer.Deserialize<Dictionary<string, string?>>(bytes) ?? [];
            var statement = new CertificateStatement
            {
                Issuer = Text("iss"), CertificateNumber = Text("num"), Authority = Text("auth"), DisplayName = Text("name"),
                Level = (RecognitionLevel)Number(RecognitionReflection.Descriptor, nameof(RecognitionLevel), "RECOGNITION_LEVEL_" + Text("level")),
                Track = (RecognitionTrack)Number(RecognitionReflection.Descriptor, nameof(RecognitionTrack), "RECOGNITION_TRACK_" + Text("track")),
                Field = Text("field"), School = Text("school"), DecisionDocument = Text("doc"),
                StartDate = Day(Text("from")), LastDate = Day(Text("to")), IssueDate = Day(Text("on")),
                KeyId = keyId,
            };
            return bytes.SequenceEqual(Of(statement)) ? statement : throw new NotGenuineException(CertificateFault.Form);

            string Text(string name) => members.GetValueOrDefault(name) ?? "";
        }
        catch (Exception problem) when (problem is JsonException or FormatException)
        {
            throw new NotGenuineException(CertificateFault.Form);
        }
    }

    /// <summary>A day as YYYY-MM-DD; empty when there is none.</summary>
    public static string Day(Date? date) => date is null ? "" : $"{date.Year:0000}-{date.Month:00}-{date.Day:00}";

    public static Date? Day(string text) => text.Length == 0 ? null
        : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) is var day ? new() { Year = day.Year, Month = day.Month, Day = day.Day } : null;

    /// <summary>A coded value without the prefix of its enumeration, such as MIDDLE.</summary>
    public static string Code(RecognitionLevel level) => Name(nameof(RecognitionLevel), (int)level)["RECOGNITION_LEVEL_".Length..];

    public static string Code(RecognitionTrack track) => Name(nameof(RecognitionTrack), (int)track)["RECOGNITION_TRACK_".Length..];

    private static IEnumerable<(string Name, string Value)> Members(CertificateStatement s) =>
    [
        ("iss", s.Issuer), ("num", s.CertificateNumber), ("auth", s.Authority), ("name", s.DisplayName), ("level", Code(s.Level)), ("track", Code(s.Track)),
        ("field", s.Field), ("school", s.School), ("doc", s.DecisionDocument), ("from", Day(s.StartDate)), ("to", Day(s.LastDate)), ("on", Day(s.IssueDate)),
    ];

    private static string Name(string type, int number) =>
        RecognitionReflection.Descriptor.EnumTypes.Single(e => e.Name == type).FindValueByNumber(number)?.Name ?? throw new FormatException($"There is no such {type}.");

    private static int Number(FileDescriptor file, string type, string name) =>
        file.EnumTypes.Single(e => e.Name == type).FindValueByName(name)?.Number ?? throw new FormatException($"There is no such {type}.");
}
