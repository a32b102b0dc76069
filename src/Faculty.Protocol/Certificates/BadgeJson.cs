using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Faculty.V1;
using Date = Google.Type.Date;

namespace Faculty.Protocol.Certificates;

/// <summary>
/// A certificate as Open Badges 3.0 AchievementCredential, which is a W3C Verifiable Credential 2.0: the payload of its JWT, one spelling, with
/// the claims that Open Badges asks for at the end. The school has no place in it.
/// </summary>
public static class BadgeJson
{
    public const string CredentialsContext = "https://www.w3.org/ns/credentials/v2", BadgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static byte[] Of(CertificateStatement s)
    {
        var (level, track) = (Level(s.Level), Track(s.Track));
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            var id = Urn($"{s.Issuer}\n{s.Authority}\n{s.CertificateNumber}\n{StatementJson.Day(s.IssueDate)}");
            json.WriteStartObject();
            Texts(json, "@context", CredentialsContext, BadgesContext);
            json.WriteString("id", id);
            Texts(json, "type", "VerifiableCredential", "OpenBadgeCredential");
            json.WriteString("name", "双师型教师证书");
            Object(json, "issuer", "Profile", ("id", s.Issuer), ("name", s.Authority));
            json.WriteString("validFrom", First(s.StartDate));
            if (s.LastDate is not null)
            {
                json.WriteString("validUntil", Last(s.LastDate));
            }
            json.WriteString("awardedDate", First(s.IssueDate));
            json.WriteStartObject("credentialSubject");
            Texts(json, "type", "AchievementSubject");
            json.WriteStartArray("identifier");
            json.WriteStartObject();
            json.WriteString("type", "IdentityObject");
            json.WriteBoolean("hashed", false);
            json.WriteString("identityHash", s.DisplayName);
            json.WriteString("identityType", "name");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("licenseNumber", s.CertificateNumber);
            json.WriteStartObject("achievement");
            json.WriteString("id", Urn($"{s.Issuer}\n{StatementJson.Code(s.Track)}\n{StatementJson.Code(s.Level)}"));
            Texts(json, "type", "Achievement");
            json.WriteString("achievementType", "Certification");
            json.WriteString("humanCode", $"{StatementJson.Code(s.Track)}-{StatementJson.Code(s.Level)}");
            json.WriteString("inLanguage", "zh-CN");
            json.WriteString("name", $"{track}{level}双师型教师");
            json.WriteString("description", $"认定为{track}{level}“双师型”教师：既能讲授专业理论，又能指导实践教学。");
            Object(json, "criteria", type: null, ("narrative", "按认定机构公布的“双师型”教师认定标准评审、公示后认定。"));
            if (s.Field.Length > 0)
            {
                json.WriteString("fieldOfStudy", s.Field);
            }
            json.WriteEndObject();
            json.WriteEndObject();
            if (s.DecisionDocument.Length > 0)
            {
                json.WriteStartArray("evidence");
                Object(json, name: null, "Evidence", ("name", "认定文号"), ("description", s.DecisionDocument));
                json.WriteEndArray();
            }
            json.WriteString("iss", s.Issuer);
            json.WriteString("jti", id);
            json.WriteNumber("nbf", Seconds(s.StartDate, 0));
            if (s.LastDate is not null)
            {
                json.WriteNumber("exp", Seconds(s.LastDate, 1));
            }
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>What a badge says. Throws <see cref="NotGenuineException"/> when <see cref="Of"/> does not give these very bytes.</summary>
    public static CertificateStatement Read(ReadOnlySpan<byte> bytes, string keyId)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.ToArray());
            var (root, subject) = (document.RootElement, document.RootElement.GetProperty("credentialSubject"));
            var achievement = subject.GetProperty("achievement");
            var code = Text(achievement, "humanCode").Split('-');
            var statement = new CertificateStatement
            {
                Issuer = Text(root.GetProperty("issuer"), "id"), Authority = Text(root.GetProperty("issuer"), "name"),
                CertificateNumber = Text(subject, "licenseNumber"), DisplayName = Text(subject.GetProperty("identifier")[0], "identityHash"),
                Track = Enum.Parse<RecognitionTrack>(code[0], ignoreCase: true), Level = Enum.Parse<RecognitionLevel>(code[^1], ignoreCase: true),
                Field = Text(achievement, "fieldOfStudy"),
                DecisionDocument = root.TryGetProperty("evidence", out var evidence) ? Text(evidence[0], "description") : "",
                StartDate = Day(root, "validFrom"), LastDate = Day(root, "validUntil"), IssueDate = Day(root, "awardedDate"),
                KeyId = keyId,
            };
            return statement is { StartDate: not null, IssueDate: not null } && bytes.SequenceEqual(Of(statement)) ? statement : throw new NotGenuineException(CertificateFault.Form);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new NotGenuineException(CertificateFault.Form);
        }
    }

    private static string Level(RecognitionLevel level) => level switch { RecognitionLevel.Junior => "初级", RecognitionLevel.Middle => "中级", _ => "高级" };

    private static string Track(RecognitionTrack track) => track == RecognitionTrack.Higher ? "高职" : "中职";

    // The beginning of a day in China, or of one after it, in seconds since 1970; also of the first and the last day of the calendar.
    private static long Seconds(Date day, int later) =>
        ((new DateOnly(day.Year, day.Month, day.Day).DayNumber + later - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400L) - (long)China.TotalSeconds;

    private static string First(Date day) => $"{StatementJson.Day(day)}T00:00:00+08:00";

    private static string Last(Date day) => $"{StatementJson.Day(day)}T23:59:59+08:00";

    private static Date? Day(JsonElement root, string name) => StatementJson.Day(Text(root, name) is { Length: > 10 } text ? text[..10] : "");

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    // A UUID of version 8 (RFC 9562): made of what it stands for, so that it is the same each time.
    private static string Urn(string of)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(of))[..16];
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0f) | 0x80), (byte)((bytes[8] & 0x3f) | 0x80));
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    private static void Texts(Utf8JsonWriter json, string name, params IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static void Object(Utf8JsonWriter json, string? name, string? type, params IEnumerable<(string Name, string Value)> members)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }
        json.WriteStartObject();
        if (type is not null)
        {
            Texts(json, "type", type);
        }
        foreach (var (member, value) in members)
        {
            json.WriteString(member, value);
        }
        json.WriteEndObject();
    }
}
