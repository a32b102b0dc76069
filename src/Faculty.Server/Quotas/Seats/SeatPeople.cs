using System.Runtime.CompilerServices;
using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Metrics;
using Faculty.Storage;

namespace Faculty.Server.Quotas.Seats;

/// <summary>The persons who were ever tied to the schools (or the department) of a scope and whom the caller sees, as of a revision; school by school.</summary>
internal sealed class SeatPeople(IRegistryStore store, TeacherRows rows, ScopeChains scopes, long revision, string scope)
{
    private readonly TeachersAsOf teachers = new(store, revision);

    public ScopeChains Scopes => scopes;

    /// <summary>Codes of the schools, or departments, that the persons are kept under, in order.</summary>
    public IReadOnlyList<string> Codes { get; } =
    [
        .. scopes.Organisations.EverBelow(scope)
            .Where(o => IsDepartment(scopes, scope) ? o.Kind == OrganisationKind.Department : o.Kind is OrganisationKind.School or OrganisationKind.AttachedClass)
            .Select(o => o.Code).Order(StringComparer.Ordinal),
    ];

    /// <summary>The tie by which the scope has the person on a seat on a day; null when it has not.</summary>
    public Tie? SeatOn(Teacher teacher, DateOnly day) =>
        TeacherSteps.DecidingTie(teacher, scopes, scope, day) is { Engagement.Kind: EngagementKind.Established } tie ? tie : null;

    /// <summary>The code a tie is kept under.</summary>
    public string CodeOf(Tie tie) => IsDepartment(scopes, scope) ? tie.Post.DepartmentCode : tie.Engagement.SchoolCode;

    /// <summary>Everybody who was ever under a code, also those who are under others too.</summary>
    public async IAsyncEnumerable<Teacher> UnderAsync(string code, [EnumeratorCancellation] CancellationToken ct)
    {
        var index = IsDepartment(scopes, scope) ? Documents.DepartmentIndex : Documents.SchoolIndex;
        foreach (var document in await teachers.InAsync(KeyRange.Exactly(index, code), ct))
        {
            if (await rows.SeesAsync(document, revision, ct))
            {
                yield return Documents.Teachers.Read(document.Body);
            }
        }
    }

    /// <summary>Everybody once.</summary>
    public async IAsyncEnumerable<Teacher> AllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in Codes)
        {
            await foreach (var teacher in UnderAsync(code, ct))
            {
                if (seen.Add(teacher.TeacherId))
                {
                    yield return teacher;
                }
            }
        }
    }

    private static bool IsDepartment(ScopeChains scopes, string scope) => SeatParts.IsDepartment(scopes.Organisations, scope);
}
