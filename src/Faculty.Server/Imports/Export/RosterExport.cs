using System.Runtime.CompilerServices;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.Server.Privacy;
using Faculty.Storage;

namespace Faculty.Server.Imports.Export;

/// <summary>
/// The roster as files, in one pass over the teachers in id order: every table grows in a file of its own in a folder that goes when this
/// is disposed. What is exported was newest at one revision.
/// </summary>
internal sealed class RosterExport(IRegistryStore store, TeacherRows own, Coverage quotas, OrganisationTree organisations, string folder, bool chinese) : IDisposable
{
    private readonly Dictionary<Sheet, CsvRowWriter> tables = [];
    private readonly HashSet<string> mentioned = new(StringComparer.Ordinal);
    private long rows;

    /// <summary>Headers, sheet names and coded values are Chinese.</summary>
    public bool Chinese => chinese;

    public string PathOf(Sheet sheet) => Path.Combine(folder, $"{sheet.Name}.csv");

    /// <summary>Writes all tables. <paramref name="scope"/> empty = all of the caller's; <paramref name="asOf"/> leaves only facts in force on a day.</summary>
    public async Task WriteAsync(string scope, DateOnly? asOf, long revision, Func<long, Task> progress, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        foreach (var sheet in Roster.Sheets)
        {
            var table = new CsvRowWriter(TemporaryFiles.Open(PathOf(sheet))) { Chinese = chinese };
            tables.Add(sheet, table);
            foreach (var column in sheet.Columns)
            {
                table.Text(chinese ? column.Label : column.Name);
            }
            table.End();
        }
        var within = scope.Length == 0 ? null : organisations.EverBelow(scope).Select(o => o.Code).ToHashSet(StringComparer.Ordinal);
        var told = 0L;
        await foreach (var document in own.ScanAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            var known = document.Revision <= revision ? document : await store.FindAtAsync(document.Type, document.Id, revision, ct);
            if (known is not null)
            {
                Write(Documents.Teachers.Typed(known), within, asOf);
            }
            if (rows - told > 20_000)
            {
                await progress(told = rows);
            }
        }
        if (within is null && own.Coverage.Whole)
        {
            await WriteWaitingAsync(revision, ct);
        }
        await WriteGroupsAsync(within, asOf, revision, ct);
        await WriteLedgersAsync(within, asOf, revision, ct);
        WriteOrganisations(within);
        Close();
        await progress(rows);
    }

    public void Dispose()
    {
        Close();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Write(Stored<Teacher> teacher, HashSet<string>? within, DateOnly? asOf)
    {
        var record = teacher.Value;
        if (record.MergedIntoTeacherId.Length > 0 || !IsWithin(record, within))
        {
            return;
        }
        var shown = asOf is { } day ? teacher with { Value = On(record, day) } : teacher;
        rows += Roster.Teachers.Write(shown, record.TeacherId, tables[Roster.Teachers]);
        foreach (var sheet in Roster.Facts)
        {
            rows += sheet.Write(shown, record.TeacherId, tables[sheet]);
        }
        foreach (var recognition in shown.Value.Recognitions)
        {
            rows += EventsSheet.Write(recognition.Authority, recognition.CertificateNumber, recognition.Events, tables[Roster.Events]);
        }
        foreach (var code in shown.Value.Engagements.Select(e => e.SchoolCode).Concat(shown.Value.Posts.Select(p => p.DepartmentCode)))
        {
            mentioned.Add(code);
        }
    }

    private static bool IsWithin(Teacher record, HashSet<string>? within) =>
        within is null || record.Engagements.Any(e => within.Contains(e.SchoolCode)) || record.Posts.Any(p => within.Contains(p.DepartmentCode));

    // Of the members, those whose records are exported as well: another registry would not know the others.
    private async Task WriteGroupsAsync(HashSet<string>? within, DateOnly? asOf, long revision, CancellationToken ct)
    {
        await foreach (var document in store.ScanAsync(Documents.Groups.Name, ct))
        {
            if ((document.Revision <= revision ? document : await store.FindAtAsync(document.Type, document.Id, revision, ct)) is not { } known)
            {
                continue;
            }
            var group = Documents.Groups.Read(known.Body);
            if (!own.Coverage.Covers(group.SchoolCode) || within?.Contains(group.SchoolCode) == false)
            {
                continue;
            }
            var shown = asOf is { } day ? group.AsOf(day) : group;
            if (shown.Events.Count == 0)
            {
                continue;
            }
            var references = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var id in shown.Memberships.Select(m => m.TeacherId).Distinct(StringComparer.Ordinal))
            {
                references[id] = await own.StandingOrNullAsync(id, revision, ct) is { } found && IsWithin(Documents.Teachers.Read(found.Body), within) ? found.Id : null;
            }
            foreach (var sheet in Roster.OfGroups)
            {
                rows += sheet.Write(shown, references.GetValueOrDefault, tables[sheet]);
            }
            mentioned.Add(group.SchoolCode);
        }
    }

    private async Task WriteLedgersAsync(HashSet<string>? within, DateOnly? asOf, long revision, CancellationToken ct)
    {
        await foreach (var establishment in KnownAsync(Documents.Establishments, e => e.OrganisationCode, within, revision, ct))
        {
            rows += EstablishmentSheet.Write(establishment, asOf is { } day ? establishment.Buckets.Select(b => establishment.InForce(day, b)).OfType<Authorisation>() : establishment.Authorisations, tables[Roster.Establishment]);
        }
        await foreach (var line in KnownAsync(Documents.HiringLines, l => l.SchoolCode, within, revision, ct))
        {
            // On a day: as far as it had come, while it could be filled.
            if (asOf is not { } day || (line.DeadlineOn(day) >= day && line.Steps.Any(s => s.Date <= day)))
            {
                rows += HiringLinesSheet.Write(asOf is { } on ? line with { Steps = [.. line.Steps.Where(s => s.Date <= on)] } : line, tables[Roster.HiringLines]);
            }
        }
    }

    private async IAsyncEnumerable<T> KnownAsync<T>(DocumentType<T> type, Func<T, string> placeOf, HashSet<string>? within, long revision, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var document in store.ScanAsync(type.Name, ct))
        {
            if ((document.Revision <= revision ? document : await store.FindAtAsync(document.Type, document.Id, revision, ct)) is { } known
                && type.Read(known.Body) is var value && quotas.Covers(placeOf(value)) && within?.Contains(placeOf(value)) != false)
            {
                mentioned.Add(placeOf(value));
                yield return value;
            }
        }
    }

    // Events of certificates that are not recorded yet belong to no teacher and no scope: they are part of the whole only. One that was
    // taken up since the revision is gone by now, but in the journal.
    private async Task WriteWaitingAsync(long revision, CancellationToken ct)
    {
        var certificates = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var document in store.ScanAsync(Documents.PendingEvents.Name, ct))
        {
            certificates.Add(document.Id);
        }
        await foreach (var entry in store.ReadJournalAsync(revision, ct))
        {
            certificates.UnionWith(entry.Changes.Where(c => c.Type == Documents.PendingEvents.Name).Select(c => c.Id));
        }
        foreach (var certificate in certificates)
        {
            if (await store.FindAtAsync(Documents.PendingEvents.Name, certificate, revision, ct) is { } document)
            {
                var waiting = Documents.PendingEvents.Typed(document).Value;
                rows += EventsSheet.Write(waiting.Authority, waiting.CertificateNumber, waiting.Events, tables[Roster.Events]);
            }
        }
    }

    // A certificate within its period goes out whatever became of it: its events stand in a table of their own.
    private static Teacher On(Teacher teacher, DateOnly day) =>
        teacher.AsOf(day) with { Recognitions = [.. teacher.Recognitions.Where(r => r.Period.Covers(day))] };

    // The scope, what stands above it or took over, and every school that an exported teacher is or was engaged by.
    private void WriteOrganisations(HashSet<string>? within)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in within ?? organisations.All.Select(o => o.Code).Where(own.Coverage.Covers))
        {
            AddWithOthers(code);
        }
        foreach (var code in mentioned)
        {
            AddWithOthers(code);
        }
        foreach (var code in codes.Order(StringComparer.Ordinal))
        {
            rows += OrganisationsSheet.Write(organisations.Find(code)!, tables[Roster.Organisations]);
        }

        void AddWithOthers(string code)
        {
            if (organisations.Find(code) is { } organisation && codes.Add(code))
            {
                foreach (var other in organisation.Parents.Select(p => p.ParentCode).Concat(organisation.SuccessorCodes))
                {
                    AddWithOthers(other);
                }
            }
        }
    }

    private void Close()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }
        tables.Clear();
    }
}
