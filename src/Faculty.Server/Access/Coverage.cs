using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Access;

/// <summary>
/// What a permission covers: every organisation at or below the places it is granted for, by the parent it has today (one that closed, the
/// last it had), and every teacher who was ever engaged by one of them or held a post in one. A scope without a place covers everything.
/// </summary>
internal sealed class Coverage
{
    /// <summary>The whole registry: what the server itself may.</summary>
    public static readonly Coverage Everything = Of(Permission.Unspecified, Scope.Everything, OrganisationTree.Empty, default);

    /// <summary>Nothing at all.</summary>
    public static readonly Coverage Nothing = Of(Permission.Unspecified, new(Whole: false, new HashSet<string>()), OrganisationTree.Empty, default);

    private readonly Scope scope;
    private readonly DateOnly today;
    private readonly HashSet<string> codes;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    private Coverage(Permission permission, Scope scope, DateOnly today, HashSet<string> codes)
    {
        (Permission, this.scope, this.today, this.codes) = (permission, scope, today, codes);
        lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Permission Permission { get; }

    public bool Whole => scope.Whole;

    /// <summary>The organisations covered; empty when everything is.</summary>
    public IReadOnlySet<string> Codes => codes;

    public static Coverage Of(Permission permission, Scope scope, OrganisationTree tree, DateOnly today)
    {
        var covered = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(scope.Places);
        while (open.TryPop(out var code))
        {
            if (covered.Add(code))
            {
                foreach (var child in tree.EverChildren(code).Where(c => string.Equals(c.LastParentOn(today), code, StringComparison.Ordinal)))
                {
                    open.Push(child.Code);
                }
            }
        }
        return new(permission, scope, today, covered);
    }

    /// <summary>The same scope in another tree.</summary>
    public Coverage Over(OrganisationTree tree) => Whole ? this : Of(Permission, scope, tree, today);

    public bool Covers(string organisationCode) => Whole || codes.Contains(organisationCode);

    public bool Covers(Teacher teacher) =>
        Whole || teacher.Engagements.Any(e => codes.Contains(e.SchoolCode)) || teacher.Posts.Any(p => codes.Contains(p.DepartmentCode));

    /// <summary>The same of a stored teacher, without parsing it.</summary>
    public bool Covers(StoredDocument teacher) => Covers(teacher.Body);

    public bool Covers(ReadOnlyMemory<byte> teacherBody) => Whole || TeacherBytes.AnyPlace(teacherBody.Span, CoversUtf8);

    public bool SameAs(Coverage other) => ReferenceEquals(this, other) || (Whole == other.Whole && codes.SetEquals(other.codes));

    /// <summary>Refuses a change at an organisation that is not covered; one that does not exist is refused alike.</summary>
    public void Require(string organisationCode)
    {
        if (!Covers(organisationCode))
        {
            throw new Refusal(ErrorReason.PermissionDenied, "The caller may not change what belongs to this organisation.")
            {
                Metadata = [("permission", $"{Permission}"), ("organisation_code", organisationCode)],
            };
        }
    }

    /// <summary>
    /// Every engagement, post and spell that differs between two versions of a record belongs to a school that is covered, or to a department
    /// that is. Facts that no school owns (identity, education, title, recognition …) are open to the schools the person is at.
    /// </summary>
    public void RequireOwn(Teacher before, Teacher after)
    {
        foreach (var (_, code) in Foreign(before, after))
        {
            Require(code);
        }
    }

    /// <summary>The facts that differ between two versions of a record and belong to an organisation that is not covered, with its code.</summary>
    public IEnumerable<(string FactId, string OrganisationCode)> Foreign(Teacher before, Teacher after) => Whole ? [] :
    [
        .. Different(before.Engagements, after.Engagements).Where(e => !Covers(e.SchoolCode)).Select(e => (e.EngagementId, e.SchoolCode)),
        .. Different(before.Posts, after.Posts).Where(p => !Covers(p.SchoolCode) && !Covers(p.DepartmentCode)).Select(p => (p.PostId, p.DepartmentCode)),
        .. Different(before.Spells, after.Spells).Where(s => !Covers(s.SchoolCode)).Select(s => (s.SpellId, s.SchoolCode)),
        .. Holds(before) || Holds(after) ? [] : DifferentOfPerson(before, after).Select(factId => (factId, SchoolsNow(before)[0])),
    ];

    /// <summary>The person is at an organisation that is covered: engaged there now or from a day to come, or, engaged nowhere, there last.</summary>
    public bool Holds(Teacher teacher) => Whole || SchoolsNow(teacher) is var now && (now.Count == 0 || now.Any(codes.Contains));

    /// <summary>Refuses to show or change what belongs to a person who is at another school now.</summary>
    public void RequireHeld(Teacher teacher)
    {
        if (!Holds(teacher))
        {
            Require(SchoolsNow(teacher)[0]);
        }
    }

    private List<string> SchoolsNow(Teacher teacher)
    {
        var open = teacher.Engagements.Where(e => e.Period.End >= today).ToList();
        return [.. (open.Count > 0 ? open : teacher.Engagements.OrderByDescending(e => e.Period.End).Take(1)).Select(e => e.SchoolCode)];
    }

    /// <summary>Ids of the facts of the person alone that differ; the record's own for the identity.</summary>
    private static IEnumerable<string> DifferentOfPerson(Teacher before, Teacher after) =>
    [
        .. before.Identity == after.Identity ? (string[])[] : [after.TeacherId],
        .. Different(before.Educations, after.Educations).Select(e => e.EducationId),
        .. Different(before.Titles, after.Titles).Select(t => t.TitleId),
        .. Different(before.Credentials, after.Credentials).Select(c => c.CredentialId),
        .. Different(before.Practices, after.Practices).Select(p => p.PracticeId),
        .. Different(before.Recognitions, after.Recognitions).Select(r => r.RecognitionId),
        .. Different(before.Honours, after.Honours).Select(h => h.HonourId),
    ];

    private static IEnumerable<T> Different<T>(IReadOnlyList<T> before, IReadOnlyList<T> after) =>
        ReferenceEquals(before, after) ? [] : before.Except(after).Concat(after.Except(before));

    private bool CoversUtf8(ReadOnlySpan<byte> code)
    {
        Span<char> text = stackalloc char[code.Length];
        return lookup.Contains(text[..System.Text.Encoding.UTF8.GetChars(code, text)]);
    }
}
