using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>What a list, its stream or its counts ask for: the places that exist for the caller within a scope, a day, a level.</summary>
internal sealed class WatchAsked(Coverage coverage, OrganisationTree tree, string scope, DateOnly day, int level, Func<string, Domain.Certification.RecognitionTrack, Domain.Certification.RecognitionLevel, RecheckTerms> months)
{
    private const int Levels = (int)Domain.Certification.RecognitionLevel.Senior + 1;
    private readonly Dictionary<string, bool> below = new(StringComparer.Ordinal);
    private readonly RecheckTerms?[] lastMonths = new RecheckTerms?[((int)Domain.Certification.RecognitionTrack.Higher + 1) * Levels];
    private string? lastSchool;

    public DateOnly Day => day;

    public int Today { get; } = day.DayNumber;

    public Func<string, Domain.Certification.RecognitionTrack, Domain.Certification.RecognitionLevel, RecheckTerms> Months => months;

    /// <summary>The place is within the scope, and the caller's.</summary>
    public bool Holds(WatchPlace place) =>
        (coverage.Covers(place.School) || (place.Department.Length > 0 && coverage.Covers(place.Department)))
        && (scope.Length == 0 || IsBelow(place.School) || IsBelow(place.Department));

    /// <summary>A row of the level with the day it is listed by; null when it is of another, or no rules make it.</summary>
    public int? DayOf(WatchPlace place, in WatchRow row) => level != 0 && (int)row.Level != level ? null : row.DayBy(row.ByRules ? MonthsAt(place.School, row) : RecheckTerms.None);

    // Rows come place by place: what the rules say at a school is asked once.
    private RecheckTerms MonthsAt(string school, in WatchRow row)
    {
        if (!ReferenceEquals(school, lastSchool))
        {
            lastSchool = school;
            Array.Clear(lastMonths);
        }
        ref var known = ref lastMonths[(int)row.Track * Levels + (int)row.Level];
        return known ??= months(school, row.Track, row.Level);
    }

    // By the parent it has on the day; one that closed, by the last it had, as rights go.
    private bool IsBelow(string code)
    {
        if (code.Length == 0)
        {
            return false;
        }
        if (!below.TryGetValue(code, out var found))
        {
            found = string.Equals(code, scope, StringComparison.Ordinal) || (tree.Find(code)?.LastParentOn(day) is { } parent && IsBelow(parent));
            below[code] = found;
        }
        return found;
    }
}

/// <summary>A place in the order of a list: school, department, day, teacher, id.</summary>
internal readonly record struct WatchKey(string School, string Department, int Day, string TeacherId, UInt128 Id) : IComparable<WatchKey>
{
    public int CompareTo(WatchKey other) =>
        string.CompareOrdinal(School, other.School) is var s and not 0 ? s
        : string.CompareOrdinal(Department, other.Department) is var d and not 0 ? d
        : Day.CompareTo(other.Day) is var t and not 0 ? t
        : string.CompareOrdinal(TeacherId, other.TeacherId) is var p and not 0 ? p
        : Id.CompareTo(other.Id);

    /// <summary>As a page token holds it: no code and no id has a space.</summary>
    public override string ToString() => $"{School} {Department} {Day} {TeacherId} {Id:x32}";

    public static WatchKey? Parse(string? text) => text?.Split(' ') is [var school, var department, var day, var teacher, var id]
        ? new(school, department, int.Parse(day, System.Globalization.CultureInfo.InvariantCulture), teacher, UInt128.Parse(id, System.Globalization.NumberStyles.HexNumber, null))
        : null;
}
