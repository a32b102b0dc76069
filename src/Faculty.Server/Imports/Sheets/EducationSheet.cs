using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Educations (学历); the same when level, institution and day of graduation are.</summary>
internal sealed class EducationSheet() : FactSheet<Education>("education", "学历", Reference(), Level, Degree, Institution, Major, GraduatedOn)
{
    private static readonly Column Level = new("level", "学历") { Required = true, Identifier = true, Note = "名称或代码，如 本科、专科 · name or code" };
    private static readonly Column Degree = new("degree", "学位") { Identifier = true, Note = "名称或代码，如 学士、硕士 · name or code" };
    private static readonly Column Institution = new("institution", "毕业院校");
    private static readonly Column Major = new("major", "所学专业");
    private static readonly Column GraduatedOn = new("graduated_on", "毕业日期") { Note = "2005-07-01，或 2005-07 · the day may be missing" };

    protected override IReadOnlyList<Column> Key { get; } = [Level, Institution, GraduatedOn];

    protected override Education Read(Row row, PersonMerge person) => new()
    {
        Level = row.Code(Level, CodeTables.EducationLevels),
        Degree = row.Code(Degree, CodeTables.Degrees),
        Institution = row.Text(Institution),
        Major = row.Text(Major),
        GraduatedOn = row.Partial(GraduatedOn),
    };

    protected override IEnumerable<FieldFault> Check(Education fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override bool Same(Education row, Education fact) =>
        row.GraduatedOn == fact.GraduatedOn && string.Equals(row.Level, fact.Level, StringComparison.Ordinal) && string.Equals(row.Institution, fact.Institution, StringComparison.Ordinal);

    protected override Education Keep(Education row, Education fact, SourceTable table) => row with
    {
        EducationId = fact.EducationId,
        Degree = table.Has(Degree) ? row.Degree : fact.Degree,
        Major = table.Has(Major) ? row.Major : fact.Major,
    };

    protected override string IdOf(Education fact) => fact.EducationId;

    protected override Education WithId(Education fact, string id) => fact with { EducationId = id };

    protected override IReadOnlyList<Education> Of(Teacher teacher) => teacher.Educations;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Education> facts) => teacher with { Educations = facts };

    protected override void Write(Education fact, Teacher teacher, RowWriter to)
    {
        to.Text(fact.Level);
        to.Text(fact.Degree);
        to.Text(fact.Institution);
        to.Text(fact.Major);
        to.Partial(fact.GraduatedOn);
    }
}
