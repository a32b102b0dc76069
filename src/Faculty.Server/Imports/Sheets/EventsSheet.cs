using Faculty.Domain.Certification;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>What happened to recognitions (认定变动), by certificate; the same when type, day and document are.</summary>
internal sealed class EventsSheet() : Sheet("recognition_events", "认定变动", Number, Authority, Type, Day, Document, Reason)
{
    private static readonly Column Number = new("certificate_number", "证书编号") { Required = true, Identifier = true };
    private static readonly Column Authority = new("authority", "认定机构") { Required = true };
    private static readonly Column Type = new("type", "变动") { Required = true, Choices = CodedValues.RecognitionEventTypes.Chinese };
    private static readonly Column Day = new("effective_date", "生效日期") { Required = true, Note = "撤销当天起无效 · a revocation makes its day invalid" };
    private static readonly Column Document = new("document_number", "文号");
    private static readonly Column Reason = new("reason", "原因") { Field = "event_reason" };

    public static (string Authority, string Number, RecognitionEvent Event) Read(Row row, DateOnly today)
    {
        var read = new RecognitionEvent
        {
            Type = row.Code(Type, CodedValues.RecognitionEventTypes),
            EffectiveDate = row.Day(Day),
            DocumentNumber = row.Text(Document),
            EventReason = row.Text(Reason),
        };
        var (authority, number) = (row.Text(Authority), row.Identifier(Number));
        row.Add(FactChecks.Of(read, today));
        return (authority, number, read);
    }

    public static bool Same(RecognitionEvent a, RecognitionEvent b) =>
        a.Type == b.Type && a.EffectiveDate == b.EffectiveDate && string.Equals(a.DocumentNumber, b.DocumentNumber, StringComparison.Ordinal);

    /// <summary>Writes the events of a certificate, each once; returns how many.</summary>
    public static int Write(string authority, string certificateNumber, IReadOnlyList<RecognitionEvent> events, RowWriter to)
    {
        var rows = 0;
        // Of events that wait for their certificate, the same may have been recorded twice.
        foreach (var happened in events.DistinctBy(e => (e.Type, e.EffectiveDate, e.DocumentNumber)))
        {
            to.Text(certificateNumber);
            to.Text(authority);
            to.Code(CodedValues.RecognitionEventTypes, happened.Type);
            to.Day(happened.EffectiveDate);
            to.Text(happened.DocumentNumber);
            to.Text(happened.EventReason);
            to.End();
            rows++;
        }
        return rows;
    }
}
