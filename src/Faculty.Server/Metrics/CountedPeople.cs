using System.Runtime.CompilerServices;
using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>
/// The persons of a scope, school by school in order of codes, within a school by id. Who belongs to several of them comes once, at the
/// first. Who left the registry's organisations that the caller sees, by a correction or with a school, is not among them.
/// </summary>
internal sealed class CountedPeople(
    IRegistryStore store, TeacherRows rows, ScopeChains scopes, long? revision, string scope, DateOnly day, MetricDefinition definition)
{
    private readonly TeachersAsOf teachers = new(store, revision);

    /// <summary>The persons after a place in the order (school or department code, teacher id).</summary>
    public async IAsyncEnumerable<(Place At, Teacher Teacher, CountedPerson Seen)> AfterAsync(
        Place after, [EnumeratorCancellation] CancellationToken ct)
    {
        var ranges = Organisations().SelectMany(TeachersBelow.Ranges).DistinctBy(r => r.From!).ToList();
        for (var i = 0; i < ranges.Count; i++)
        {
            var code = ranges[i].From!;
            if (string.CompareOrdinal(code, after.Code) < 0)
            {
                continue;
            }
            foreach (var document in await teachers.InAsync(ranges[i], ct))
            {
                var here = new Place(code, document.Id);
                if (here.CompareTo(after) <= 0)
                {
                    continue;
                }
                var teacher = Documents.Teachers.Read(document.Body);
                if (Holds(teacher, ranges[i]) && !ranges.Take(i).Any(r => Holds(teacher, r)) && await rows.SeesAsync(document, revision, ct))
                {
                    yield return (here, teacher, CountedPerson.Of(teacher, scopes, scope, day, definition));
                }
            }
        }
    }

    private IEnumerable<Organisation> Organisations()
    {
        var tree = scopes.Organisations;
        return tree.Find(scope) is { Kind: OrganisationKind.Department } department
            ? [department]
            : ScopeParts.Schools(tree, scope, day).Select(code => tree.Find(code)!);
    }

    private static bool Holds(Teacher teacher, KeyRange range) => teacher.MergedIntoTeacherId.Length == 0 && (range.Index is Documents.DepartmentIndex
        ? teacher.Posts.Any(p => string.Equals(p.DepartmentCode, range.From, StringComparison.Ordinal))
        : teacher.Engagements.Any(e => string.Equals(e.SchoolCode, range.From, StringComparison.Ordinal)));

    /// <summary>A place in the order of the list.</summary>
    internal readonly record struct Place(string Code, string TeacherId) : IComparable<Place>
    {
        public static readonly Place Start = new("", "");

        public int CompareTo(Place other) =>
            string.CompareOrdinal(Code, other.Code) is var byCode && byCode != 0 ? byCode : string.CompareOrdinal(TeacherId, other.TeacherId);
    }
}
