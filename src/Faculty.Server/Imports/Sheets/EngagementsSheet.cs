using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.Server.Teachers;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Engagements (聘用); the same when school, kind and first day are.</summary>
internal sealed class EngagementsSheet()
    : FactSheet<Engagement>("engagements", "聘用", Reference(), SchoolCode, Kind, StaffNumber, StartDate, LastDate, EndReason, Route)
{
    private static readonly Column SchoolCode = School();
    private static readonly Column Kind = new("kind", "聘用类型") { Required = true, Choices = CodedValues.EngagementKinds.Chinese };
    private static readonly Column StaffNumber = new("staff_number", "工号") { Identifier = true, Note = "校内唯一，不重复使用 · unique in the school, never used again" };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();
    private static readonly Column EndReason = new("end_reason", "离任原因");
    private static readonly Column Route = new("hiring_route", "招聘途径") { Choices = CodedValues.HiringRoutes.Chinese };

    /// <summary>School and staff number of a row, without telling faults: what a person may be found by.</summary>
    public static (string School, string StaffNumber) Found(Row row) => (row.Glance(SchoolCode), row.Glance(StaffNumber));

    protected override IReadOnlyList<Column> Key { get; } = [SchoolCode, Kind, StartDate];

    protected override Engagement Read(Row row, PersonMerge person)
    {
        var read = Read(row);
        person.RequireKnown(row, SchoolCode, read.SchoolCode);
        return read;
    }

    protected override IEnumerable<FieldFault> Check(Engagement fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override (string Index, string Value)? UniqueKeyOf(Engagement fact, Row row) => row.Reads(SchoolCode, StaffNumber) && fact.StaffNumber.Length > 0
        ? (Documents.StaffNumberIndex, TeacherKeys.StaffNumber(fact.SchoolCode, fact.StaffNumber))
        : null;

    protected override bool Same(Engagement row, Engagement fact) =>
        row.StartDate == fact.StartDate && row.Kind == fact.Kind && string.Equals(row.SchoolCode, fact.SchoolCode, StringComparison.Ordinal);

    protected override Engagement Keep(Engagement row, Engagement fact, SourceTable table) => row with
    {
        EngagementId = fact.EngagementId,
        StaffNumber = table.Has(StaffNumber) ? row.StaffNumber : fact.StaffNumber,
        LastDate = table.Has(LastDate) ? row.LastDate : fact.LastDate,
        EndReason = table.Has(EndReason) ? row.EndReason : fact.EndReason,
        HiringRoute = table.Has(Route) ? row.HiringRoute : fact.HiringRoute,
    };

    protected override string IdOf(Engagement fact) => fact.EngagementId;

    protected override Engagement WithId(Engagement fact, string id) => fact with { EngagementId = id };

    protected override IReadOnlyList<Engagement> Of(Teacher teacher) => teacher.Engagements;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Engagement> facts) => teacher with { Engagements = facts };

    protected override IReadOnlyList<Engagement> InOrder(List<Engagement> facts) => [.. facts.OrderBy(f => f.StartDate)];

    protected override void Write(Engagement fact, Teacher teacher, RowWriter to)
    {
        to.Text(fact.SchoolCode);
        to.Code(CodedValues.EngagementKinds, fact.Kind);
        to.Text(fact.StaffNumber);
        to.Day(fact.StartDate);
        to.Day(fact.LastDate);
        to.Text(fact.EndReason);
        to.Code(CodedValues.HiringRoutes, fact.HiringRoute);
    }

    private static Engagement Read(Row row) => new()
    {
        SchoolCode = row.Identifier(SchoolCode),
        Kind = row.Code(Kind, CodedValues.EngagementKinds),
        StaffNumber = row.Identifier(StaffNumber),
        StartDate = row.Day(StartDate),
        LastDate = row.OptionalDay(LastDate),
        EndReason = row.Text(EndReason),
        HiringRoute = row.Code(Route, CodedValues.HiringRoutes),
    };
}
