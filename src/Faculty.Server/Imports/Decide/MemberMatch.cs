using Faculty.Server.Access;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Imports.Decide;

/// <summary>Who a teacher_ref in a row of members is: a person of the files, else of the registry, by record id or by the number of the host school.</summary>
internal sealed class MemberMatch(IRegistryStore store, ReadRows file, TeacherRows own, PersonRefs persons)
{
    /// <summary>The standing record's id; empty when it is not clear, which is told at the row.</summary>
    public async ValueTask<string> FindAsync(Row row, string schoolCode, CancellationToken ct)
    {
        var reference = MembershipsSheet.PersonOf(row);
        if (!row.Reads(MembershipsSheet.Person) || reference.Length == 0)
        {
            return "";
        }
        if (persons.TryFind(reference, out var ofFile))
        {
            if (ofFile is null)
            {
                row.Refuse(MembershipsSheet.Person);
            }
            return ofFile ?? "";
        }
        var id = reference.Length == 32 ? reference
            : schoolCode.Length == 0 ? null
            : await store.FindIdAsync(Documents.Teachers.Name, Documents.ImportRefIndex, TeacherKeys.ImportRef(schoolCode, reference), ct);
        if (id is not null && await own.StandingOrNullAsync(id, at: null, ct) is { } found)
        {
            return found.Id;
        }
        if (file.Unread.Contains(Roster.Teachers))
        {
            row.Refuse(MembershipsSheet.Person);
        }
        else
        {
            row.Fault(MembershipsSheet.Person, ImportFaultCode.UnknownTeacherRef, "stands neither in the teachers table nor in the registry");
        }
        return "";
    }

    public async ValueTask<bool> IsErasedAsync(string teacherId, CancellationToken ct) =>
        await store.FindAsync(Documents.Teachers, teacherId, ct) is { Value.Identity.Erased: true };

    /// <summary>The record that stands for a member that is held already, whoever may see it.</summary>
    public async ValueTask<string> StandingAsync(string teacherId, CancellationToken ct)
    {
        for (var id = teacherId; ;)
        {
            if (await store.FindAsync(Documents.Teachers, id, ct) is not { Value: { MergedIntoTeacherId: { Length: > 0 } next } })
            {
                return id;
            }
            id = next;
        }
    }
}
