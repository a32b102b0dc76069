using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Professional titles (职称); the same when the code and the day they were obtained on are.</summary>
internal sealed class TitlesSheet() : FactSheet<Title>("titles", "职称", Reference(), Code, ObtainedOn, AppointedOn, Authority)
{
    private static readonly Column Code = new("title_code", "职称") { Required = true, Identifier = true, Note = "名称或代码，如 讲师 · name or code" };
    private static readonly Column ObtainedOn = new("obtained_on", "取得日期") { Note = "2015-12-01，或 2015-12 · the day may be missing" };
    private static readonly Column AppointedOn = new("appointed_on", "聘任日期");
    private static readonly Column Authority = new("authority", "评审单位");

    protected override IReadOnlyList<Column> Key { get; } = [Code, ObtainedOn];

    protected override Title Read(Row row, PersonMerge person) => new()
    {
        TitleCode = row.Code(Code, CodeTables.Titles),
        ObtainedOn = row.Partial(ObtainedOn),
        AppointedOn = row.Partial(AppointedOn),
        Authority = row.Text(Authority),
    };

    protected override IEnumerable<FieldFault> Check(Title fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override bool Same(Title row, Title fact) =>
        row.ObtainedOn == fact.ObtainedOn && string.Equals(row.TitleCode, fact.TitleCode, StringComparison.Ordinal);

    protected override Title Keep(Title row, Title fact, SourceTable table) => row with
    {
        TitleId = fact.TitleId,
        AppointedOn = table.Has(AppointedOn) ? row.AppointedOn : fact.AppointedOn,
        Authority = table.Has(Authority) ? row.Authority : fact.Authority,
    };

    protected override string IdOf(Title fact) => fact.TitleId;

    protected override Title WithId(Title fact, string id) => fact with { TitleId = id };

    protected override IReadOnlyList<Title> Of(Teacher teacher) => teacher.Titles;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Title> facts) => teacher with { Titles = facts };

    protected override void Write(Title fact, Teacher teacher, RowWriter to)
    {
        to.Text(fact.TitleCode);
        to.Partial(fact.ObtainedOn);
        to.Partial(fact.AppointedOn);
        to.Text(fact.Authority);
    }
}
