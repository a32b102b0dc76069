using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Quotas.PartTime;

namespace Faculty.Server.Quotas.Statements;

/// <summary>What a statement says of one school, with the classes attached to it.</summary>
internal sealed record StatedSchool(string Code, SeatAccount Seats, IReadOnlyList<HiringLine> OpenLines, IReadOnlyList<PartTimeBudget> Budgets, IReadOnlyList<HoursLine> Hours)
{
    public required CapRule Cap { get; init; }

    public required CapUse CapUse { get; init; }

    public required IReadOnlyList<string> Documents { get; init; }
}

/// <summary>
/// A statement for finance as text: one JSON object with its members in this order, schools and lines by code, amounts in fen, no blanks. The same
/// knowledge gives the same bytes.
/// </summary>
internal sealed class FinanceStatement(PartTimeAsked asked, DateTimeOffset knownAt, IReadOnlyList<StatedSchool> schools, int heads)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Number => $"CZ-{asked.ScopeCode}-{asked.Day:yyyyMMdd}-{asked.Revision}";

    /// <summary>The text, and the SHA-256 of the statement within it.</summary>
    public (byte[] Content, string Sha256) Print()
    {
        var statement = Bytes(json =>
        {
            json.WriteString("number", Number);
            json.WriteString("scope_code", asked.ScopeCode);
            json.WriteString("scope_name", asked.NameOf(asked.ScopeCode));
            json.WriteString("as_of", $"{asked.Day:yyyy-MM-dd}");
            json.WriteNumber("revision", asked.Revision);
            json.WriteString("known_at", $"{knownAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}Z");
            json.WriteStartObject("seats");
            var whole = new SeatAccount();
            schools.ToList().ForEach(s => whole.Add(s.Seats));
            Seats(json, whole);
            Each(json, "schools", schools, school =>
            {
                Name(json, school);
                Seats(json, school.Seats);
            });
            json.WriteEndObject();
            Each(json, "open_lines", schools.SelectMany(s => s.OpenLines), line => Line(json, line));
            json.WriteStartObject("part_time");
            json.WriteNumber("year", asked.Day.Year);
            Money(json, [.. schools.SelectMany(s => s.Budgets)], [.. schools.SelectMany(s => s.Hours)]);
            Cap(json, CapUse.Together(heads, [.. schools.Select(s => s.CapUse)]));
            Each(json, "schools", schools, school =>
            {
                Name(json, school);
                Money(json, school.Budgets, school.Hours);
                json.WriteString("cap_base", $"{school.Cap.Base}");
                json.WriteNumber("cap_basis_points", school.Cap.BasisPoints);
                Cap(json, school.CapUse);
                Texts(json, school.Documents);
            });
            json.WriteEndObject();
        });
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(statement));
        var content = Bytes(json =>
        {
            json.WritePropertyName("statement");
            json.WriteRawValue(statement);
            json.WriteString("sha256", sha256);
        });
        return ([.. content, (byte)'\n'], sha256);
    }

    private void Name(Utf8JsonWriter json, StatedSchool school)
    {
        json.WriteString("school_code", school.Code);
        json.WriteString("name", asked.NameOf(school.Code));
    }

    private static void Seats(Utf8JsonWriter json, SeatAccount account)
    {
        var whole = account.Whole;
        json.WriteNumber("authorised", whole.Authorised);
        json.WriteNumber("occupied", whole.Occupied);
        json.WriteNumber("reserved", whole.Reserved);
        json.WriteNumber("vacant", whole.Vacant);
        json.WriteNumber("open_approved", whole.OpenApproved);
        json.WriteNumber("free_to_plan", whole.FreeToPlan);
        json.WriteNumber("over", account.Over);
        Texts(json, account.Documents);
    }

    private void Line(Utf8JsonWriter json, HiringLine line)
    {
        json.WriteString("line_code", line.Code);
        json.WriteString("school_code", line.SchoolCode);
        json.WriteNumber("year", line.Year);
        json.WriteString("category", $"{line.Category}");
        json.WriteNumber("approved", line.ApprovedOn(asked.Day));
        json.WriteNumber("onboarded", line.OnboardedOn(asked.Day));
        json.WriteNumber("open", line.OpenOn(asked.Day));
        json.WriteString("deadline", $"{line.DeadlineOn(asked.Day):yyyy-MM-dd}");
        Each(json, "approvals", line.Steps.Where(s => s.Type == HiringStepType.Approve && s.Date <= asked.Day), step =>
        {
            json.WriteString("office", $"{step.Office}");
            json.WriteString("document_number", step.DocumentNumber);
            json.WriteString("date", $"{step.Date:yyyy-MM-dd}");
            json.WriteNumber("count", step.Count);
        });
    }

    private void Money(Utf8JsonWriter json, IReadOnlyList<PartTimeBudget> budgets, IReadOnlyList<HoursLine> lines)
    {
        var sum = HoursSum.Of(lines, asked.Day);
        var use = new BudgetUse(budgets.Sum(b => b.AmountOn(asked.Day)), sum.PaidFen, sum.PayableFen);
        json.WriteNumber("budget_fen", use.BudgetFen);
        json.WriteNumber("paid_fen", use.PaidFen);
        json.WriteNumber("payable_fen", use.PayableFen);
        json.WriteNumber("left_fen", use.LeftFen);
        json.WriteNumber("recorded_fen", sum.RecordedFen);
        json.WriteNumber("line_count", sum.LineCount);
        json.WriteNumber("hours_hundredths", sum.Hours);
    }

    private static void Cap(Utf8JsonWriter json, CapUse use)
    {
        json.WriteNumber("heads", use.Heads);
        json.WriteNumber("base", use.BaseCount);
        json.WriteNumber("allowed", use.AllowedHeads);
        json.WriteNumber("over", use.Over);
    }

    private static void Texts(Utf8JsonWriter json, IEnumerable<string> documents)
    {
        json.WriteStartArray("document_numbers");
        foreach (var document in documents)
        {
            json.WriteStringValue(document);
        }
        json.WriteEndArray();
    }

    private static void Each<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }
}
