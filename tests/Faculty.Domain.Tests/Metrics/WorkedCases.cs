using Faculty.Domain.Certification;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Metrics;

/// <summary>The worked cases of the domain: school GP with the teachers T01 to T18.</summary>
internal static class WorkedCases
{
    public const string Equipment = "GP-ZB";
    public const string Information = "GP-XX";
    public const string Social = "GP-SH";
    public const string Arts = "GP-YS";

    public static OrganisationTree Tree { get; } = OrganisationTree.Of(
    [
        Organisation("140581", OrganisationKind.County, null),
        Organisation("GP", OrganisationKind.School, "140581"),
        Organisation(Equipment, OrganisationKind.Department, "GP"),
        Organisation(Information, OrganisationKind.Department, "GP"),
        Organisation(Social, OrganisationKind.Department, "GP"),
        Organisation(Arts, OrganisationKind.Department, "GP"),
    ]);

    public static IReadOnlyList<Teacher> People { get; } =
    [
        FullTime("T01", "2010-09-01", null, Equipment, PostCategory.Specialty, Recognised(RecognitionLevel.Junior, "2023-12-01", "2028-11-30")),
        FullTime("T03", "2012-09-01", null, Equipment, PostCategory.Specialty, Recognised(RecognitionLevel.Junior, "2020-09-02", "2025-09-01")),
        FullTime("T04", "2012-09-01", null, Equipment, PostCategory.Specialty, Recognised(RecognitionLevel.Junior, "2020-09-01", "2025-08-31")),
        FullTime("T05", "2012-09-01", null, Information, PostCategory.Specialty, Revoked(Recognised(RecognitionLevel.Middle, "2023-12-01", "2028-11-30"), "2025-09-01")),
        FullTime("T07", "1990-09-01", "2025-08-31", Information, PostCategory.Specialty, Recognised(RecognitionLevel.Senior, "2023-12-01", "2028-11-30")),
        MovedWithin("T09"),
        Engaged("T10", EngagementKind.ExternalEnterprise, "2025-03-01", "2027-02-28", Social, PostCategory.Specialty, Recognised(RecognitionLevel.Junior, "2024-12-01", "2029-11-30")),
        FullTime("T12", "2015-09-01", null, Social, PostCategory.Common, Recognised(RecognitionLevel.Junior, "2023-12-01", "2028-11-30")),
        FullTime("T14", "2015-09-01", null, Social, PostCategory.Specialty, Recognised(RecognitionLevel.Middle, "2023-12-01", "2028-11-30")) with
        {
            Spells = [new() { SchoolCode = "GP", SpellReason = SpellReason.Study, StartDate = Day("2025-02-20"), LastDate = Day("2026-01-20") }],
        },
        FullTime("T15", "2018-09-01", null, Equipment, PostCategory.Practice, Recognised(RecognitionLevel.Junior, "2023-12-01", "2028-11-30")),
        FullTime("T18", "2025-08-30", null, Arts, PostCategory.Specialty),
    ];

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public static Organisation Organisation(string code, OrganisationKind kind, string? parent) => new()
    {
        Code = code,
        Kind = kind,
        StartDate = Day("1950-01-01"),
        Parents = parent is null ? [] : [new() { ParentCode = parent, StartDate = Day("1950-01-01") }],
    };

    public static Teacher FullTime(string id, string first, string? last, string department, PostCategory category, params Recognition[] recognitions) =>
        Engaged(id, EngagementKind.Established, first, last, department, category, recognitions);

    public static Teacher Engaged(
        string id, EngagementKind kind, string first, string? last, string department, PostCategory category, params Recognition[] recognitions) => new()
        {
            TeacherId = id,
            Identity = new() { DisplayName = id, Sex = Sex.Female, BirthDate = Day("1980-01-01") },
            Engagements = [new() { EngagementId = id + "-E", SchoolCode = "GP", Kind = kind, StartDate = Day(first), LastDate = OptionalDay(last) }],
            Posts = [Post(id, department, category, first, last)],
            Recognitions = recognitions,
        };

    public static Post Post(string id, string department, PostCategory category, string first, string? last) => new()
    {
        PostId = $"{id}-{first}",
        EngagementId = id + "-E",
        SchoolCode = "GP",
        DepartmentCode = department,
        Category = category,
        Primary = true,
        StartDate = Day(first),
        LastDate = OptionalDay(last),
    };

    public static Recognition Recognised(RecognitionLevel level, string first, string last) => new()
    {
        Level = level,
        Track = RecognitionTrack.Secondary,
        CertificateNumber = "1",
        Authority = "140000",
        Trust = RecognitionTrust.Decided,
        StartDate = Day(first),
        LastDate = Day(last),
    };

    public static Recognition Revoked(Recognition recognition, string day) => recognition with
    {
        Events = [.. recognition.Events, new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(day) }],
    };

    private static Teacher MovedWithin(string id) =>
        FullTime(id, "2015-09-01", null, Equipment, PostCategory.Specialty, Recognised(RecognitionLevel.Junior, "2023-12-01", "2028-11-30")) with
        {
            Posts =
            [
                Post(id, Equipment, PostCategory.Specialty, "2015-09-01", "2025-08-31"),
                Post(id, Social, PostCategory.Specialty, "2025-09-01", null),
            ],
        };

    private static DateOnly? OptionalDay(string? day) => day is null ? null : Day(day);
}
