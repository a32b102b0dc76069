using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Honours (荣誉); the same when the honour and the day are.</summary>
internal sealed class HonoursSheet() : FactSheet<Honour>("honours", "荣誉", Reference(), Title, Level, GrantedOn, Document, RevokedOn)
{
    private static readonly Column Title = new("title", "荣誉名称") { Required = true };
    private static readonly Column Level = new("level", "级别") { Choices = ["国家级", "省级", "市级", "县级", "校级"] };
    private static readonly Column GrantedOn = new("granted_on", "授予日期") { Note = "2020-09-10，或 2020-09 · the day may be missing" };
    private static readonly Column Document = new("document_number", "文号");
    private static readonly Column RevokedOn = new("revoked_on", "撤销日期");

    protected override IReadOnlyList<Column> Key { get; } = [Title, GrantedOn];

    protected override Honour Read(Row row, PersonMerge person) => new()
    {
        Title = row.Text(Title),
        Level = row.Text(Level),
        GrantedOn = row.Partial(GrantedOn),
        DocumentNumber = row.Text(Document),
        RevokedOn = row.OptionalDay(RevokedOn),
    };

    protected override IEnumerable<FieldFault> Check(Honour fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override bool Same(Honour row, Honour fact) =>
        row.GrantedOn == fact.GrantedOn && string.Equals(row.Title, fact.Title, StringComparison.Ordinal);

    protected override Honour Keep(Honour row, Honour fact, SourceTable table) => row with
    {
        HonourId = fact.HonourId,
        Level = table.Has(Level) ? row.Level : fact.Level,
        DocumentNumber = table.Has(Document) ? row.DocumentNumber : fact.DocumentNumber,
        RevokedOn = table.Has(RevokedOn) ? row.RevokedOn : fact.RevokedOn,
    };

    protected override string IdOf(Honour fact) => fact.HonourId;

    protected override Honour WithId(Honour fact, string id) => fact with { HonourId = id };

    protected override IReadOnlyList<Honour> Of(Teacher teacher) => teacher.Honours;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Honour> facts) => teacher with { Honours = facts };

    protected override void Write(Honour fact, Teacher teacher, RowWriter to)
    {
        to.Text(fact.Title);
        to.Text(fact.Level);
        to.Partial(fact.GrantedOn);
        to.Text(fact.DocumentNumber);
        to.Day(fact.RevokedOn);
    }
}
