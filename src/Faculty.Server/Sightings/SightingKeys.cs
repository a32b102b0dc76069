using System.Globalization;
using Faculty.Domain.Organisations;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Sightings;

/// <summary>
/// The keys a sighting is found by. Each ends with its id, so that a stretch of an index has the order of time: a reveal, or a look at evidence, stands under the
/// person and the person's schools, an export under the organisations it was of.
/// </summary>
internal static class SightingKeys
{
    public const string TeacherIndex = "teacher";
    public const string SchoolIndex = "school";
    public const string ExportIndex = "export";
    public const string PrincipalIndex = "principal";

    /// <summary>Stands for the whole registry among the organisations of an export.</summary>
    public const string Whole = "*";

    public static IReadOnlyList<IndexKey> Of(StoredSighting sighting)
    {
        var index = sighting.TeacherId.Length > 0 ? SchoolIndex : ExportIndex;
        List<IndexKey> keys = [.. sighting.OrganisationCodes.Distinct(StringComparer.Ordinal).Select(code => new IndexKey(index, $"{code}|{sighting.SightingId}"))];
        if (sighting.TeacherId.Length > 0)
        {
            keys.Add(new(TeacherIndex, $"{sighting.TeacherId}|{sighting.SightingId}"));
            // By these reveals are counted.
            if (sighting.FileId.Length == 0)
            {
                keys.Add(new(PrincipalIndex, Principal(sighting.PrincipalId, sighting.Time.ToDateTimeOffset())));
            }
        }
        return keys;
    }

    /// <summary>Sightings of a person, a school or an export's organisation after one of them; null = from the first.</summary>
    public static KeyRange After(string index, string value, string? sightingId) =>
        // A blank sorts behind the end of a key and before any other of the same length.
        new(index, sightingId is null ? $"{value}|" : $"{value}|{sightingId} ", $"{value}|~");

    /// <summary>Reveals of a principal later than an instant.</summary>
    public static KeyRange Since(string principalId, DateTimeOffset instant) =>
        new(PrincipalIndex, Principal(principalId, instant.AddTicks(1)), $"{principalId}|~");

    /// <summary>When a reveal was, by its key under the principal.</summary>
    public static DateTimeOffset TimeOf(string principalKey) =>
        new(long.Parse(principalKey.AsSpan(principalKey.LastIndexOf('|') + 1), NumberStyles.HexNumber), TimeSpan.Zero);

    /// <summary>What an export is kept under to be found for an organisation: itself, whatever ever was above it, and the whole registry.</summary>
    public static IReadOnlySet<string> ExportsWith(OrganisationTree tree, IEnumerable<string> codes)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { Whole };
        var open = new Stack<string>(codes);
        while (open.TryPop(out var code))
        {
            if (found.Add(code))
            {
                foreach (var parent in tree.Find(code)?.Parents ?? [])
                {
                    open.Push(parent.ParentCode);
                }
            }
        }
        return found;
    }

    private static string Principal(string principalId, DateTimeOffset instant) => $"{principalId}|{instant.UtcTicks:x16}";
}
