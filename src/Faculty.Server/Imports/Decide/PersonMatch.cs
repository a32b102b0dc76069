using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Imports.Decide;

/// <summary>What a person of a file is found by in the registry.</summary>
internal sealed record PersonMarks(IdType IdType, string IdNumber, IReadOnlyList<(string School, string StaffNumber)> Engagements, string Reference)
{
    public static PersonMarks Of(string reference, Row? teacher, IReadOnlyList<Row> engagements)
    {
        var (type, number) = teacher is null ? (default, "") : TeachersSheet.Found(teacher);
        return new(type, number, [.. engagements.Select(EngagementsSheet.Found).Where(e => e.School.Length > 0).Distinct()], reference);
    }
}

/// <summary>The person found, or why it is not clear who it is.</summary>
internal sealed record PersonMatch(Stored<Teacher>? Found, string Problem)
{
    private static readonly PersonMatch Nobody = new(null, "");

    /// <summary>By record id (an export's teacher_ref), else ID number, else staff number in the school, else the number the school used in an earlier file.</summary>
    public static async ValueTask<PersonMatch> FindAsync(IRegistryStore store, TeacherRows own, PersonMarks marks, CancellationToken ct)
    {
        if (store.Count(Documents.Teachers.Name) == 0)
        {
            return Nobody;
        }
        // Whoever is not the caller's is not found: what the file says of such a person is refused as a number that is taken.
        var ids = new List<string>();
        if (marks.Reference.Length == 32 && await own.StandingOrNullAsync(marks.Reference, at: null, ct) is { } named)
        {
            ids.Add(named.Id);
        }
        if (marks.IdNumber.Length > 0)
        {
            await AddAsync(Documents.IdNumberIndex, TeacherKeys.IdNumber(marks.IdType, marks.IdNumber));
        }
        foreach (var (school, staffNumber) in marks.Engagements.Where(e => e.StaffNumber.Length > 0 && IsKey(e.School) && IsKey(e.StaffNumber)))
        {
            await AddAsync(Documents.StaffNumberIndex, TeacherKeys.StaffNumber(school, staffNumber));
        }
        foreach (var (school, _) in marks.Engagements.DistinctBy(e => e.School))
        {
            await AddAsync(Documents.ImportRefIndex, TeacherKeys.ImportRef(school, marks.Reference));
        }
        if (ids.Count == 0)
        {
            return Nobody;
        }
        if (ids.Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            return new(null, "The ID number, the staff number and the teacher_ref of earlier files point at different persons.");
        }
        var found = await store.FindAsync(Documents.Teachers, ids[0], ct);
        return found is null ? Nobody : new(found, Contradiction(found.Value, marks));

        async ValueTask AddAsync(string index, string value)
        {
            if (await store.FindIdAsync(Documents.Teachers.Name, index, value, ct) is { } id && (own.Coverage.Whole || await own.StandingOrNullAsync(id, at: null, ct) is not null))
            {
                ids.Add(id);
            }
        }
    }

    // A number of a school or a file is weaker than the identity card. A card that is wrong in one place is corrected by its record id.
    private static string Contradiction(Teacher found, PersonMarks marks)
    {
        var identity = found.Identity;
        return marks.IdNumber.Length > 0 && identity.IdNumber.Length > 0 && !string.Equals(marks.Reference, found.TeacherId, StringComparison.Ordinal)
            && (identity.IdType != marks.IdType || !string.Equals(identity.IdNumber, marks.IdNumber, StringComparison.Ordinal))
            ? "The staff number or the teacher_ref of an earlier file belongs to a person with another ID number."
            : "";
    }

    private static bool IsKey(string text) => text.Length <= 64 && text.All(c => c is >= ' ' and <= '~');
}
