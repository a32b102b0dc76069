using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Identity = Faculty.Domain.Teachers.Identity;
using ImportRef = Faculty.Domain.Teachers.ImportRef;
using Sex = Faculty.Domain.Teachers.Sex;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Imports.Decide;

/// <summary>
/// Decides what the rows of one person do: who it is, the next record, every rule. One per worker; what it reads is of this moment. Records are
/// claimed for the whole import, so that two of its persons never become one.
/// </summary>
internal sealed partial class PersonDecider(IRegistryStore store, TeacherRows own, ReadRows file, Claims records, FileEvents events, OrganisationTree organisations, UnclearCodes unclear, DateOnly today)
{
    private const string Record = "record";
    private static readonly Identity Unknown = new() { DisplayName = "", Sex = Sex.Unspecified, BirthDate = default };
    private readonly Interned interned = new();

    /// <summary>The decision for one person; <paramref name="numbers"/> are those of the persons it is written with.</summary>
    public async ValueTask<Decision> DecideAsync(PersonRows person, Claims numbers, CancellationToken ct)
    {
        var decision = new Decision(person.Reference);
        var rows = person.Rows(file.Tables, decision.Faults, interned);
        var teacherRow = Of(rows, Roster.Teachers).FirstOrDefault();
        var first = teacherRow ?? rows.Values.First()[0];
        var marks = PersonMarks.Of(person.Reference, teacherRow, Of(rows, Roster.Facts[0]));
        var match = await PersonMatch.FindAsync(store, own, marks, ct);
        if (match is { Problem: "", Found: { } found } && (IsOfAnother(found.Value, marks) || !records.Claim(Record, found.Id, person.Ordinal)))
        {
            match = match with { Problem = "Another teacher_ref of the file is the same person." };
        }
        if (match.Problem.Length > 0)
        {
            first.Fault(first.Table.Sheet.Columns[0], ImportFaultCode.AmbiguousTeacher, $"is not clear. {match.Problem.TrimEnd('.')}");
        }
        else if (match.Found is null && teacherRow is null)
        {
            foreach (var row in rows.Values.SelectMany(r => r))
            {
                if (file.Unread.Contains(Roster.Teachers))
                {
                    row.Refuse(row.Table.Sheet.Columns[0]);
                }
                else
                {
                    row.Fault(row.Table.Sheet.Columns[0], ImportFaultCode.UnknownTeacherRef, "stands neither in the teachers table nor in the registry");
                }
            }
        }
        var merge = Merge(match.Found, rows, marks, person.Reference);
        (decision.Held, decision.Tally) = (match.Found, merge.Tally);
        if (merge is { Changed: true, IsNew: false, Teacher.Identity.Erased: true } && !first.Refused)
        {
            first.Fault(first.Table.Sheet.Columns[0], ImportFaultCode.ErasedTeacher, "is a person whose identity was erased; the record takes no writes");
        }
        if (match.Found is null)
        {
            records.Claim(Record, merge.Teacher.TeacherId, person.Ordinal);
        }
        // A person who is refused already is checked all the same: whoever mends a file wants to know everything at once.
        if ((merge.Changed || merge.Refused) && match.Problem.Length == 0 && Check(decision, merge, first))
        {
            await CheckKeysAsync(decision, merge, rows, first, numbers, person.Ordinal, ct);
        }
        decision.Refused = IsRefused(merge, rows);
        if (!decision.Refused && merge.Changed)
        {
            await AdoptAsync(decision, merge, ct);
            decision.Next = merge.Teacher;
            decision.Breaks = broken => (merge.RowOf(broken.FactId) ?? first).Breaks(broken);
        }
        return decision;
    }

    // The school used another reference for this record, and the file has a row for that one, too: whichever of the two comes first here, it is not this one.
    private bool IsOfAnother(Teacher found, PersonMarks marks)
    {
        if (string.Equals(marks.Reference, found.TeacherId, StringComparison.Ordinal))
        {
            return false;
        }
        var known = found.ImportRefs.Where(r => marks.Engagements.Any(e => string.Equals(e.School, r.SchoolCode, StringComparison.Ordinal))).ToList();
        return !known.Exists(r => string.Equals(r.Ref, marks.Reference, StringComparison.Ordinal)) && known.Exists(r => file.HasTeacher(r.Ref));
    }

    private PersonMerge Merge(Stored<Teacher>? found, Dictionary<Sheet, List<Row>> rows, PersonMarks marks, string reference)
    {
        var teacher = found?.Value ?? new Teacher { TeacherId = Ids.New(), Identity = Unknown };
        var references = References(teacher, marks, reference);
        var merge = new PersonMerge(teacher with { ImportRefs = references }, found is null, today, organisations, unclear, file.Unread) { RefsChanged = references.Count != teacher.ImportRefs.Count };
        Roster.Teachers.Take(merge, Of(rows, Roster.Teachers));
        foreach (var sheet in Roster.Facts)
        {
            if (rows.TryGetValue(sheet, out var facts))
            {
                sheet.Take(merge, facts);
            }
        }
        foreach (var (_, key, _) in merge.RefusedKeys.Where(k => k.Index == Documents.CertificateIndex))
        {
            events.Refuse(key, merge.Tally);
        }
        var recognitions = merge.Teacher.Recognitions.Select(r => events.Bring(r, result => merge.Tally.Add(Roster.Events, result))).ToList();
        merge.Teacher = merge.Teacher with { Recognitions = recognitions };
        return merge;
    }

    // The school's own numbers are remembered, so that the next file finds the person by them.
    private IReadOnlyList<ImportRef> References(Teacher teacher, PersonMarks marks, string reference)
    {
        if (teacher.Identity.Erased || string.Equals(reference, teacher.TeacherId, StringComparison.Ordinal))
        {
            return teacher.ImportRefs;
        }
        var added = marks.Engagements.Select(e => e.School).Where(own.Coverage.Covers).Distinct(StringComparer.Ordinal)
            .Select(school => new ImportRef { SchoolCode = school, Ref = reference })
            .Where(r => !teacher.ImportRefs.Contains(r)).ToList();
        return added.Count == 0 ? teacher.ImportRefs : [.. teacher.ImportRefs, .. added];
    }

    private static bool IsRefused(PersonMerge merge, Dictionary<Sheet, List<Row>> rows) => merge.Refused || rows.Values.Any(r => r.Exists(x => x.Refused));

    // Facts may arrive in any order: events of a certificate may have come before it.
    private async ValueTask AdoptAsync(Decision decision, PersonMerge merge, CancellationToken ct)
    {
        if (store.Count(Documents.PendingEvents.Name) == 0)
        {
            return;
        }
        var recognitions = merge.Teacher.Recognitions.ToList();
        for (var i = 0; i < recognitions.Count; i++)
        {
            if (await store.FindAsync(Documents.PendingEvents, TeacherKeys.Certificate(recognitions[i].Authority, recognitions[i].CertificateNumber), ct) is { } pending)
            {
                recognitions[i] = recognitions[i] with { Events = FileEvents.Merge(recognitions[i].Events, pending.Value.Events, _ => { }) };
                decision.Adopted.Add(pending);
            }
        }
        merge.Teacher = merge.Teacher with { Recognitions = recognitions };
    }

    private static List<Row> Of(Dictionary<Sheet, List<Row>> rows, Sheet sheet) => rows.GetValueOrDefault(sheet) ?? [];
}
