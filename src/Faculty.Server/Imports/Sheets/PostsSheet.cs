using Faculty.Domain.Codes;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.V1;
using Engagement = Faculty.Domain.Teachers.Engagement;
using EngagementKind = Faculty.Domain.Teachers.EngagementKind;
using Post = Faculty.Domain.Teachers.Post;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Posts (任职); the same when school, department, category and first day are.</summary>
internal sealed class PostsSheet()
    : FactSheet<Post>("posts", "任职", Reference(), SchoolCode, Department, Category, Major, Primary, StartDate, LastDate, Kind)
{
    private static readonly Column SchoolCode = School();
    private static readonly Column Department = new("department_code", "系部代码") { Required = true, Identifier = true };
    private static readonly Column Category = new("category", "岗位类别") { Required = true, Choices = CodedValues.PostCategories.Chinese };
    private static readonly Column Major = new("major_code", "专业代码") { Identifier = true, Note = "六位专业代码或名称 · six digits or the name" };
    private static readonly Column Primary = new("primary", "主岗") { Choices = ["是", "否"], Note = "留空为是；每天恰有一个主岗 · empty = yes; exactly one a day" };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();

    // Only needed by a person with two engagements at one school on the same days.
    private static readonly Column Kind = new("engagement_kind", "所属聘用类型") { Choices = CodedValues.EngagementKinds.Chinese, Note = "同校有两个聘用时填写 · only with two engagements at one school" };

    protected override IReadOnlyList<Column> Key { get; } = [SchoolCode, Department, Category, StartDate];

    protected override Post Read(Row row, PersonMerge person)
    {
        var post = new Post
        {
            SchoolCode = row.Identifier(SchoolCode),
            DepartmentCode = row.Identifier(Department),
            Category = row.Code(Category, CodedValues.PostCategories),
            MajorCode = Code(row),
            Primary = row.YesNo(Primary, otherwise: true),
            StartDate = row.Day(StartDate),
            LastDate = row.OptionalDay(LastDate),
            EngagementId = "",
        };
        var kind = row.Code(Kind, CodedValues.EngagementKinds);
        person.RequireKnown(row, SchoolCode, post.SchoolCode);
        person.RequireKnown(row, Department, post.DepartmentCode);
        return row.Accepts(Columns[0], SchoolCode, StartDate, Kind) ? post with { EngagementId = EngagementOf(post, kind, row, person) } : post;
    }

    protected override IEnumerable<FieldFault> Check(Post fact, PersonMerge person) => FactChecks.Of(fact, person.Today);

    protected override bool Same(Post row, Post fact) =>
        row.StartDate == fact.StartDate && row.Category == fact.Category
        && string.Equals(row.SchoolCode, fact.SchoolCode, StringComparison.Ordinal) && string.Equals(row.DepartmentCode, fact.DepartmentCode, StringComparison.Ordinal);

    protected override Post Keep(Post row, Post fact, SourceTable table) => row with
    {
        PostId = fact.PostId,
        MajorCode = table.Has(Major) ? row.MajorCode : fact.MajorCode,
        Primary = table.Has(Primary) ? row.Primary : fact.Primary,
        LastDate = table.Has(LastDate) ? row.LastDate : fact.LastDate,
        EngagementId = table.Has(Kind) ? row.EngagementId : fact.EngagementId,
    };

    protected override string IdOf(Post fact) => fact.PostId;

    protected override Post WithId(Post fact, string id) => fact with { PostId = id };

    protected override IReadOnlyList<Post> Of(Teacher teacher) => teacher.Posts;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Post> facts) => teacher with { Posts = facts };

    protected override IReadOnlyList<Post> InOrder(List<Post> facts) => [.. facts.OrderBy(f => f.StartDate)];

    protected override void Write(Post fact, Teacher teacher, RowWriter to)
    {
        to.Text(fact.SchoolCode);
        to.Text(fact.DepartmentCode);
        to.Code(CodedValues.PostCategories, fact.Category);
        to.Text(fact.MajorCode);
        to.YesNo(fact.Primary);
        to.Day(fact.StartDate);
        to.Day(fact.LastDate);
        to.Code(CodedValues.EngagementKinds, teacher.Engagements.FirstOrDefault(e => e.EngagementId == fact.EngagementId)?.Kind ?? default);
    }

    private static string Code(Row row)
    {
        var typed = row.Identifier(Major);
        return typed.Length == 0 || char.IsAsciiDigit(typed[0]) ? typed : CodeTables.Majors.CodeOf(typed) ?? typed;
    }

    private static string EngagementOf(Post post, EngagementKind kind, Row row, PersonMerge person)
    {
        Engagement? starts = null;
        foreach (var engagement in person.Teacher.Engagements)
        {
            if (engagement.SchoolCode == post.SchoolCode && (kind == default || engagement.Kind == kind) && engagement.Period.Covers(post.StartDate))
            {
                if (engagement.Period.Covers(post.Period))
                {
                    return engagement.EngagementId;
                }
                starts ??= engagement;
            }
        }
        // The engagement may be a row that is wrong itself.
        if (starts is null && person.HasRefused(Roster.Engagements))
        {
            row.Refuse(StartDate);
        }
        else if (starts is null)
        {
            row.Wrong(StartDate, ImportFaultCode.OutsideEngagement, "lies in no engagement at the school");
        }
        return starts?.EngagementId ?? "";
    }
}
