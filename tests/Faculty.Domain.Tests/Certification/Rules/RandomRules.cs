using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Domain.Tests.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Certification.Rules;

/// <summary>Requirements and teachers with few values and few days, so that most thresholds are just met or just missed.</summary>
internal static class RandomRules
{
    private static readonly DateOnly Origin = new(2024, 1, 1);
    private static readonly string[] TitleCodes = ["024", "023", "022", "083", "082", "X21"];
    private static readonly string[] EducationCodes = ["31", "21", "14", "11"];
    private static readonly string[] DegreeCodes = ["", "4", "3", "2"];
    private static readonly string[] HonourLevels = ["", "校级", "市级", "国家级"];

    public static readonly Gen<DateOnly> Day = Gen.Int[0, 59].Select(n => Origin.AddDays(n / 3 * 15 + n % 3));

    private static readonly Gen<RequirementRule>[] Kinds =
    [
        Gen.Select(Some(CredentialCategory.SkillLevel, CredentialCategory.OnePlusX), Gen.Int[0, 5], Any("", "6-18", "6-18-01"), Some(5, 6), Gen.Bool).Select((categories, level, occupation, types, verified) =>
            (RequirementRule)new CredentialRule { Categories = categories, LeastLevel = level, OccupationPrefix = occupation, QualificationTypes = level == 0 ? types : [], Verified = verified }),
        Gen.Select(Gen.Int[0, 60], Any(0, 1, 3, 12)).Select((days, months) => (RequirementRule)new PracticeRule { LeastDays = days, WindowMonths = months }),
        Gen.Select(Some(PostCategory.Specialty, PostCategory.Practice), Gen.Int[0, 9]).Select((categories, months) => (RequirementRule)new PostRule { Categories = categories, LeastMonths = months }),
        Gen.Select(Some("02", "08", "X2"), Gen.Int[1, 5]).Select((series, rank) => (RequirementRule)new TitleRule { Series = series, LeastRank = rank }),
        Gen.Select(Any(["", .. EducationCodes]), Any(DegreeCodes)).Select((level, degree) => (RequirementRule)new EducationRule { LeastLevel = level, LeastDegree = degree }),
        Gen.Select(Any(Enum.GetValues<RecognitionLevel>()[1..]), Any(Enum.GetValues<RecognitionTrack>()), Gen.Int[0, 9]).Select((level, track, months) =>
            (RequirementRule)new RecognitionRule { LeastLevel = level, Track = track, LeastMonths = months }),
        Gen.Select(Some("教学名师", "技术能手"), Any(HonourLevels)).Select((titles, level) => (RequirementRule)new HonourRule { Titles = titles, LeastLevel = level }),
        Gen.Const((RequirementRule)new ManualRule()),
        Any("a", "b").Select(source => (RequirementRule)new ExternalRule { Source = source }),
    ];

    private static readonly Gen<RequirementRule> Leaf = Gen.OneOf(Kinds);

    /// <summary>Two requirements of one kind: what mostly differs are the values.</summary>
    public static readonly Gen<(Requirement Own, Requirement Upper)> Alike =
        Gen.Int[0, Kinds.Length - 1].SelectMany(kind => Gen.Select(Kinds[kind], Kinds[kind])).Select((own, upper) => (Of("a", own), Of("a", upper)));

    /// <summary>A requirement of one of a few kinds, now and then a choice.</summary>
    public static Gen<Requirement> Requirement(string code) => Gen.Select(Leaf, Leaf, Leaf, Gen.Int[0, 6]).Select((a, b, c, kind) => kind switch
    {
        0 => Of(code, new ChoiceRule { LeastCount = 1, Alternatives = [Of($"{code}-1", a), Of($"{code}-2", b)] }),
        1 => Of(code, new ChoiceRule { LeastCount = 2, Alternatives = [Of($"{code}-1", a), Of($"{code}-2", b), Of($"{code}-3", c)] }),
        _ => Of(code, a),
    });

    private static readonly Gen<(DateOnly First, DateOnly? Last)> Period = Gen.Select(Day, Gen.Int[0, 90], Gen.Int[0, 3]).Select((first, length, open) => (first, open == 0 ? default(DateOnly?) : first.AddDays(length)));

    private static readonly Gen<Credential> Credential =
        Gen.Select(Any(Enum.GetValues<CredentialCategory>()[1..5]), Gen.Int[0, 5], Period, Any("6-18-01-01", "6-18-02-04", ""), Any("20", "15"), Gen.Bool).Select((category, level, period, occupation, type, verified) => new Credential
        {
            Category = category,
            Level = level == 0 ? "" : $"{level}",
            StartDate = period.First,
            LastDate = period.Last,
            OccupationCode = occupation,
            Number = $"20081499{type[0]}{(type[1] == '5' ? 5 : 6)}1000001",
            VerifiedBy = verified ? "教务处" : "",
        });

    public static readonly Gen<Teacher> Teacher = Gen.Select(
        Credential.Array[0, 4],
        Gen.Select(Period, Gen.Bool).Array[0, 3],
        Gen.Select(Period, Any(Enum.GetValues<PostCategory>()[1..4])).Array[0, 3],
        Gen.Select(Any(TitleCodes), Day).Array[0, 2],
        Gen.Select(Any(EducationCodes), Any(DegreeCodes), Day).Array[0, 2],
        Gen.Select(Any(Enum.GetValues<RecognitionLevel>()[1..]), Any(Enum.GetValues<RecognitionTrack>()[1..]), Period).Array[0, 2],
        Gen.Select(Any("教学名师", "技术能手"), Any(HonourLevels), Day).Array[0, 2]).Select((credentials, practices, posts, titles, educations, recognitions, honours) => Registry.Person() with
        {
            Credentials = credentials,
            Practices = [.. practices.Select(p => new Practice { Enterprise = "高平一厂", StartDate = p.Item1.First, LastDate = p.Item1.Last, Verified = p.Item2 })],
            Posts = [.. posts.Select((p, i) => Registry.Held($"p{i}", p.Item1.First, p.Item1.Last, category: p.Item2))],
            Titles = [.. titles.Select(t => new Title { TitleCode = t.Item1, ObtainedOn = Date(t.Item2) })],
            Educations = [.. educations.Select(e => new Education { Level = e.Item1, Degree = e.Item2, GraduatedOn = Date(e.Item3) })],
            Recognitions = [.. recognitions.Select(r => new Recognition
            {
                Level = r.Item1,
                Track = r.Item2,
                CertificateNumber = "",
                Authority = "",
                Trust = RecognitionTrust.Decided,
                StartDate = r.Item3.First,
                LastDate = r.Item3.Last,
            })],
            Honours = [.. honours.Select(h => new Honour { Title = h.Item1, Level = h.Item2, GrantedOn = Date(h.Item3) })],
        });

    public static Requirement Of(string code, RequirementRule rule)
    {
        var bare = new Requirement { Code = code, Title = code };
        return rule switch
        {
            CredentialRule r => bare with { Credential = r },
            PracticeRule r => bare with { Practice = r },
            PostRule r => bare with { Post = r },
            TitleRule r => bare with { ProfessionalTitle = r },
            EducationRule r => bare with { Education = r },
            RecognitionRule r => bare with { Recognition = r },
            HonourRule r => bare with { Honour = r },
            ChoiceRule r => bare with { Choice = r },
            ManualRule r => bare with { Manual = r },
            ExternalRule r => bare with { External = r },
            _ => throw new ArgumentException("unknown kind", nameof(rule)),
        };
    }

    private static PartialDate Date(DateOnly day) => new(day.Year, day.Month, day.Day % 2 == 0 ? day.Day : null);

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // Any part of them, also none.
    private static Gen<T[]> Some<T>(params T[] values) => Gen.Int[0, (1 << values.Length) - 1].Select(set => values.Where((_, i) => (set >> i & 1) == 1).ToArray());
}
