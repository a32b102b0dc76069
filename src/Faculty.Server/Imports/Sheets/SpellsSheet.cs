using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Spells without teaching (不任课); the same when school, reason and first day are.</summary>
internal sealed class SpellsSheet() : FactSheet<Spell>("spells", "不任课", Reference(), SchoolCode, Reason, StartDate, LastDate)
{
    private static readonly Column SchoolCode = School();
    private static readonly Column Reason = new("reason", "原因") { Required = true, Choices = CodedValues.SpellReasons.Chinese, Field = "spell_reason" };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();

    protected override IReadOnlyList<Column> Key { get; } = [SchoolCode, Reason, StartDate];

    protected override Spell Read(Row row, PersonMerge person) => new()
    {
        SchoolCode = row.Identifier(SchoolCode),
        SpellReason = row.Code(Reason, CodedValues.SpellReasons),
        StartDate = row.Day(StartDate),
        LastDate = row.OptionalDay(LastDate),
    };

    protected override IEnumerable<FieldFault> Check(Spell fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override bool Same(Spell row, Spell fact) =>
        row.StartDate == fact.StartDate && row.SpellReason == fact.SpellReason && string.Equals(row.SchoolCode, fact.SchoolCode, StringComparison.Ordinal);

    protected override Spell Keep(Spell row, Spell fact, SourceTable table) => row with
    {
        SpellId = fact.SpellId,
        LastDate = table.Has(LastDate) ? row.LastDate : fact.LastDate,
    };

    protected override string IdOf(Spell fact) => fact.SpellId;

    protected override Spell WithId(Spell fact, string id) => fact with { SpellId = id };

    protected override IReadOnlyList<Spell> Of(Teacher teacher) => teacher.Spells;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Spell> facts) => teacher with { Spells = facts };

    protected override IReadOnlyList<Spell> InOrder(List<Spell> facts) => [.. facts.OrderBy(f => f.StartDate)];

    protected override void Write(Spell fact, Teacher teacher, RowWriter to)
    {
        to.Text(fact.SchoolCode);
        to.Code(CodedValues.SpellReasons, fact.SpellReason);
        to.Day(fact.StartDate);
        to.Day(fact.LastDate);
    }
}
