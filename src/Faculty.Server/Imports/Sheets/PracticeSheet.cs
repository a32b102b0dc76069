using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Enterprise practice (企业实践); the same when enterprise and first day are.</summary>
internal sealed class PracticeSheet() : FactSheet<Practice>("practice", "企业实践", Reference(), Enterprise, Post, StartDate, LastDate, Verified)
{
    private static readonly Column Enterprise = new("enterprise", "企业") { Required = true };
    private static readonly Column Post = new("post", "岗位");
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();
    private static readonly Column Verified = new("verified", "已核实") { Choices = ["是", "否"], Note = "留空为否；只计已核实的天数 · empty = no; only verified days count" };

    protected override IReadOnlyList<Column> Key { get; } = [Enterprise, StartDate];

    protected override Practice Read(Row row, PersonMerge person) => new()
    {
        Enterprise = row.Text(Enterprise),
        Post = row.Text(Post),
        StartDate = row.Day(StartDate),
        LastDate = row.OptionalDay(LastDate),
        Verified = row.YesNo(Verified, otherwise: false),
    };

    protected override IEnumerable<FieldFault> Check(Practice fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override bool Same(Practice row, Practice fact) =>
        row.StartDate == fact.StartDate && string.Equals(row.Enterprise, fact.Enterprise, StringComparison.Ordinal);

    protected override Practice Keep(Practice row, Practice fact, SourceTable table) => row with
    {
        PracticeId = fact.PracticeId,
        Post = table.Has(Post) ? row.Post : fact.Post,
        LastDate = table.Has(LastDate) ? row.LastDate : fact.LastDate,
        Verified = table.Has(Verified) ? row.Verified : fact.Verified,
    };

    protected override string IdOf(Practice fact) => fact.PracticeId;

    protected override Practice WithId(Practice fact, string id) => fact with { PracticeId = id };

    protected override IReadOnlyList<Practice> Of(Teacher teacher) => teacher.Practices;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Practice> facts) => teacher with { Practices = facts };

    protected override void Write(Practice fact, Teacher teacher, RowWriter to)
    {
        to.Text(fact.Enterprise);
        to.Text(fact.Post);
        to.Day(fact.StartDate);
        to.Day(fact.LastDate);
        to.YesNo(fact.Verified);
    }
}
