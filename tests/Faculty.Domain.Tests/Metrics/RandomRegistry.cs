using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Metrics;

/// <summary>Records with many coincidences: few schools, few days, every rule about to be hit.</summary>
internal static class RandomRegistry
{
    public static readonly string[] Schools = ["S1", "S2", "S3"];
    private static readonly DateOnly Origin = new(2020, 1, 1);
    private static readonly EngagementKind[] Kinds = Enum.GetValues<EngagementKind>()[1..];
    private static readonly PostCategory[] Categories = Enum.GetValues<PostCategory>()[1..];
    private static readonly RecognitionLevel[] Levels = Enum.GetValues<RecognitionLevel>()[1..];

    /// <summary>A few dozen days, many of them neighbours.</summary>
    public static readonly Gen<DateOnly> Day = Gen.Int[0, 47].Select(n => Origin.AddDays(n / 3 * 50 + n % 3));

    private static readonly Gen<(DateOnly First, DateOnly? Last)> Period =
        Gen.Select(Day, Day, Gen.Int[0, 3]).Select((a, b, open) => (a < b ? a : b, open == 0 ? default(DateOnly?) : a < b ? b : a));

    private static readonly Gen<Post> Post =
        Gen.Select(Any("D1", "D2"), Any(Categories), Period, Gen.Int[0, 4]).Select((department, category, period, primary) => new Post
        {
            SchoolCode = "",
            DepartmentCode = department,
            EngagementId = "",
            Category = category,
            Primary = primary > 0,
            StartDate = period.First,
            LastDate = period.Last,
        });

    private static readonly Gen<(Engagement Engagement, Post[] Posts)> Engaged =
        Gen.Select(Any(Schools), Any(Kinds), Period, Post.Array[1, 3]).Select((school, kind, period, posts) =>
            (new Engagement { SchoolCode = school, Kind = kind, StartDate = period.First, LastDate = period.Last }, posts));

    private static readonly Gen<Spell> Spell = Gen.Select(Any(Schools), Period).Select((school, period) => new Spell
    {
        SchoolCode = school,
        SpellReason = SpellReason.Study,
        StartDate = period.First,
        LastDate = period.Last,
    });

    private static readonly Gen<RecognitionEvent> Happened =
        Gen.Select(Any(Enum.GetValues<RecognitionEventType>()[1..]), Day).Select((type, day) => new RecognitionEvent { Type = type, EffectiveDate = day });

    private static readonly Gen<Recognition> Recognition =
        Gen.Select(Any(Levels), Period, Happened.Array[0, 3], Gen.Int[0, 5]).Select((level, period, events, trust) => new Recognition
        {
            Level = level,
            Track = RecognitionTrack.Secondary,
            CertificateNumber = "",
            Authority = "",
            Trust = trust == 0 ? RecognitionTrust.Unverified : RecognitionTrust.Decided,
            StartDate = period.First,
            LastDate = period.Last,
            Events = events,
        });

    public static readonly Gen<Teacher> Teacher =
        Gen.Select(Engaged.Array[0, 3], Spell.Array[0, 2], Recognition.Array[0, 3], Gen.Int[0, 9]).Select((engaged, spells, recognitions, merged) => new Teacher
        {
            TeacherId = "",
            Identity = new() { DisplayName = "", Sex = Sex.Female, BirthDate = Origin },
            Engagements = [.. engaged.Select((e, i) => e.Engagement with { EngagementId = $"E{i}" })],
            Posts = [.. engaged.SelectMany((e, i) => e.Posts.Select((p, j) => p with
            {
                PostId = $"P{i}{j}",
                EngagementId = $"E{i}",
                SchoolCode = e.Engagement.SchoolCode,
                DepartmentCode = $"{e.Engagement.SchoolCode}-{p.DepartmentCode}",
            }))],
            Spells = spells,
            Recognitions = recognitions,
            MergedIntoTeacherId = merged == 0 ? "other" : "",
        });

    /// <summary>Schools that change their county on a day, and a county that changes its province.</summary>
    public static readonly Gen<OrganisationTree> Tree =
        Gen.Select(Day, Any("C1", "C2"), Any("C1", "C2"), Day, Any("P1", "P2")).Select((day, first, second, countyDay, province) => OrganisationTree.Of(
        [
            Of("N", OrganisationKind.Nation),
            Of("P1", OrganisationKind.Province, ("N", null)),
            Of("P2", OrganisationKind.Province, ("N", null)),
            Of("C1", OrganisationKind.County, ("P1", countyDay), (province, null)),
            Of("C2", OrganisationKind.County, ("P2", null)),
            .. Schools.Select(s => Of(s, OrganisationKind.School, (first, day), (s == "S1" ? second : first, null))),
            .. Schools.SelectMany(s => new[] { Of($"{s}-D1", OrganisationKind.Department, (s, null)), Of($"{s}-D2", OrganisationKind.Department, (s, null)) }),
        ]));

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Organisation Of(string code, OrganisationKind kind, params (string Parent, DateOnly? Until)[] parents)
    {
        var from = new DateOnly(1950, 1, 1);
        var rows = new List<OrganisationParent>();
        foreach (var (parent, until) in parents)
        {
            rows.Add(new() { ParentCode = parent, StartDate = from, LastDate = until });
            from = until?.AddDays(1) ?? from;
        }
        return new() { Code = code, Kind = kind, StartDate = new(1950, 1, 1), Parents = rows };
    }
}
