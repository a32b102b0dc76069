using Faculty.Domain.Certification;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.Server.Teachers;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Recognitions as dual-qualified (双师认定); the same when authority and certificate number are.</summary>
internal sealed class RecognitionsSheet() : FactSheet<Recognition>(
    "recognitions", "双师认定", Reference(), Level, Track, Field, Number, Authority, StartDate, LastDate, Trust, Document, Rules)
{
    private static readonly Column Level = new("level", "级别") { Required = true, Choices = CodedValues.RecognitionLevels.Chinese };
    private static readonly Column Track = new("track", "类型") { Choices = CodedValues.RecognitionTracks.Chinese, Note = "留空为中职 · empty = SECONDARY" };
    private static readonly Column Field = new("field", "专业领域");
    private static readonly Column Number = new("certificate_number", "证书编号") { Required = true, Identifier = true };
    private static readonly Column Authority = new("authority", "认定机构") { Required = true };
    private static readonly Column StartDate = new("start_date", "生效日期") { Required = true };
    private static readonly Column LastDate = new("last_date", "有效期至") { Note = "留空为长期 · empty = unlimited" };
    private static readonly Column Trust = new("trust", "来源") { Choices = ["官方名册", "文件", "未核实"], Note = "留空为未核实，不计入比例 · empty = UNVERIFIED, which never counts" };
    private static readonly Column Document = new("decision_document", "认定文号");
    private static readonly Column Rules = new("rule_version", "认定标准版本");

    protected override IReadOnlyList<Column> Key { get; } = [Number, Authority];

    protected override Recognition Read(Row row, PersonMerge person)
    {
        var read = new Recognition
        {
            Level = row.Code(Level, CodedValues.RecognitionLevels),
            Track = row.Code(Track, CodedValues.RecognitionTracks, RecognitionTrack.Secondary),
            Field = row.Text(Field),
            CertificateNumber = row.Identifier(Number),
            Authority = row.Text(Authority),
            StartDate = row.Day(StartDate),
            LastDate = row.OptionalDay(LastDate),
            Trust = row.Code(Trust, CodedValues.RecognitionTrusts, RecognitionTrust.Unverified),
            DecisionDocument = row.Text(Document),
            RuleVersion = row.Text(Rules),
        };
        // What was decided here comes back with an export; a workbook cannot decide.
        if (read.Trust == RecognitionTrust.Decided && !Of(person.Teacher).Any(r => r.Trust == RecognitionTrust.Decided && Same(read, r)))
        {
            row.Fault(Trust, V1.ImportFaultCode.Rule, "must not be DECIDED, which the certification work alone sets; use OFFICIAL_IMPORT or DOCUMENT");
        }
        if (Of(person.Teacher).FirstOrDefault(r => r.Trust == RecognitionTrust.Decided && Same(read, r)) is { } decided && row.Reads(Level, StartDate)
            && !Keep(read, decided, row.Table).SaysSame(decided))
        {
            row.Fault(Number, V1.ImportFaultCode.Rule, "must stay as a batch decided it; record an event of it instead");
        }
        return read;
    }

    protected override IEnumerable<FieldFault> Check(Recognition fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override (string Index, string Value)? UniqueKeyOf(Recognition fact, Row row) => row.Reads(Number, Authority)
        ? (Documents.CertificateIndex, TeacherKeys.Certificate(fact.Authority, fact.CertificateNumber))
        : null;

    protected override bool Same(Recognition row, Recognition fact) =>
        string.Equals(row.CertificateNumber, fact.CertificateNumber, StringComparison.Ordinal) && string.Equals(row.Authority, fact.Authority, StringComparison.Ordinal);

    protected override Recognition Keep(Recognition row, Recognition fact, SourceTable table) => row with
    {
        RecognitionId = fact.RecognitionId,
        Events = fact.Events,
        ApplicationId = fact.ApplicationId,
        JudgedDate = fact.JudgedDate,
        RecheckMonths = fact.RecheckMonths,
        Evidence = fact.Evidence,
        Rechecks = fact.Rechecks,
        Track = table.Has(Track) ? row.Track : fact.Track,
        Field = table.Has(Field) ? row.Field : fact.Field,
        LastDate = table.Has(LastDate) ? row.LastDate : fact.LastDate,
        Trust = table.Has(Trust) ? row.Trust : fact.Trust,
        DecisionDocument = table.Has(Document) ? row.DecisionDocument : fact.DecisionDocument,
        RuleVersion = table.Has(Rules) ? row.RuleVersion : fact.RuleVersion,
    };

    protected override string IdOf(Recognition fact) => fact.RecognitionId;

    protected override Recognition WithId(Recognition fact, string id) => fact with { RecognitionId = id };

    protected override IReadOnlyList<Recognition> Of(Teacher teacher) => teacher.Recognitions;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Recognition> facts) => teacher with { Recognitions = facts };

    protected override void Write(Recognition fact, Teacher teacher, RowWriter to)
    {
        to.Code(CodedValues.RecognitionLevels, fact.Level);
        to.Code(CodedValues.RecognitionTracks, fact.Track);
        to.Text(fact.Field);
        to.Text(fact.CertificateNumber);
        to.Text(fact.Authority);
        to.Day(fact.StartDate);
        to.Day(fact.LastDate);
        to.Code(CodedValues.RecognitionTrusts, fact.Trust);
        to.Text(fact.DecisionDocument);
        to.Text(fact.RuleVersion);
    }
}
