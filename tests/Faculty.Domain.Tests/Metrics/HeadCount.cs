using Faculty.Domain.Certification;
using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Metrics;

/// <summary>The plain model: goes through all documents for one scope, day and definition, and knows nothing of steps or cells.</summary>
internal static class HeadCount
{
    public static Fraction Of(IEnumerable<Teacher> teachers, OrganisationTree tree, string scope, DateOnly day, string metric)
    {
        var (numerator, denominator) = (0, 0);
        foreach (var teacher in teachers)
        {
            if (Seen(teacher, tree, scope, day) is not { } seen)
            {
                continue;
            }
            var recognised = teacher.Recognitions.Any(r => r.StateOn(day) == RecognitionState.InForce);
            var (counts, isNumerator) = Judge(metric, seen, recognised);
            denominator += counts ? 1 : 0;
            numerator += isNumerator ? 1 : 0;
        }
        return new(numerator, denominator);
    }

    /// <summary>The control: every tie is a head, so whoever has two is counted twice.</summary>
    public static Fraction OfTies(IEnumerable<Teacher> teachers, OrganisationTree tree, string scope, DateOnly day, string metric) =>
        teachers.SelectMany(t => Ties(t, day).Where(p => Leads(tree, p, scope, day)).Select(p => (Teacher: t, Place: p))).Aggregate(new Fraction(0, 0), (sum, tie) =>
        {
            var (counts, isNumerator) = Judge(metric, tie.Place, tie.Teacher.Recognitions.Any(r => r.StateOn(day) == RecognitionState.InForce));
            return new(sum.Numerator + (isNumerator ? 1 : 0), sum.Denominator + (counts ? 1 : 0));
        });

    private static (bool Denominator, bool Numerator) Judge(string metric, Place place, bool recognised)
    {
        var specialty = place.Category is PostCategory.Specialty or PostCategory.Practice;
        var (full, external) = (place.Class == EngagementClass.FullTime, place.Class == EngagementClass.External);
        var counts = metric switch
        {
            "M1" => full && specialty && !place.Spell,
            "M1b" => full && place.Category == PostCategory.Specialty && !place.Spell,
            "M1c" => full && specialty,
            "M2" => full && (specialty || place.Category == PostCategory.Common) && !place.Spell,
            "M3" => (full || external) && specialty && !place.Spell,
            "M3b" => place.Class != EngagementClass.Neither && specialty && !place.Spell,
            "M4" => external && specialty && !place.Spell,
            "M5" => full,
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
        return (counts, metric == "M5" ? external : counts && recognised);
    }

    private static Place? Seen(Teacher teacher, OrganisationTree tree, string scope, DateOnly day) =>
        Ties(teacher, day)
            .GroupBy(p => p.School, StringComparer.Ordinal)
            .Select(school => school.OrderBy(p => p.Order).ThenBy(p => p.Department, StringComparer.Ordinal).ThenBy(p => p.PostId, StringComparer.Ordinal).First())
            .Where(p => Leads(tree, p, scope, day))
            .OrderBy(p => p.Order)
            .FirstOrDefault();

    private static IEnumerable<Place> Ties(Teacher teacher, DateOnly day) =>
        from engagement in teacher.Engagements
        where teacher.MergedIntoTeacherId.Length == 0 && engagement.Period.Covers(day)
        from post in teacher.Posts
        where post.Primary && post.EngagementId == engagement.EngagementId && post.Period.Covers(day)
        select new Place(
            engagement.SchoolCode, post.DepartmentCode, post.PostId, engagement.Kind.Class(), post.Category,
            teacher.Spells.Any(s => s.SchoolCode == engagement.SchoolCode && s.Period.Covers(day)));

    private static bool Leads(OrganisationTree tree, Place place, string scope, DateOnly day)
    {
        if (place.Department == scope)
        {
            return true;
        }
        for (var code = place.School; code is not null; code = tree.Find(code)?.ParentOn(day))
        {
            if (code == scope)
            {
                return true;
            }
        }
        return false;
    }

    private sealed record Place(string School, string Department, string PostId, EngagementClass Class, PostCategory Category, bool Spell)
    {
        private static readonly PostCategory[] Preferred =
            [PostCategory.Specialty, PostCategory.Practice, PostCategory.Common, PostCategory.Admin, PostCategory.Auxiliary, PostCategory.Worker];

        public int Order => 100 * (3 - (int)Class) + 10 * Array.IndexOf(Preferred, Category) + (Spell ? 1 : 0);
    }
}
