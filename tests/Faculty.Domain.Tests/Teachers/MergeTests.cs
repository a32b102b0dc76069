using CsCheck;
using Faculty.Domain.Teachers;
using static Faculty.Domain.Tests.Teachers.Registry;

namespace Faculty.Domain.Tests.Teachers;

public sealed class MergeTests
{
    [Fact]
    public void The_facts_move_and_the_old_id_redirects()
    {
        var (kept, merged) = Person("a").Record(Studied("u1")).Merge(Person("b").Record(Studied("u2")));
        Assert.Equal(["u1", "u2"], kept.Educations.Select(e => e.EducationId));
        Assert.Equal("a", merged.MergedIntoTeacherId);
        Assert.Empty(merged.FactIds());
        Assert.Equal(Reason.TeacherMerged, Assert.Throws<RuleBroken>(() => merged.RequireUnmerged()).Reason);
    }

    [Fact]
    public void Two_persons_are_not_merged()
    {
        Assert.Contains(("field", "sex"), Refusal(i => i with { Sex = Sex.Female }).Facts);
        Assert.Contains(("field", "birth_date"), Refusal(i => i with { BirthDate = new(1981, 1, 1) }).Facts);
        Assert.Contains(("field", "id_number"), Refusal(i => i with { IdType = IdType.Passport, IdNumber = "E2" }).Facts);

        static RuleBroken Refusal(Func<Identity, Identity> differ)
        {
            var one = Person("a") with { Identity = Person().Identity with { IdType = IdType.Passport, IdNumber = "E1" } };
            var refused = Assert.Throws<RuleBroken>(() => one.Merge(Person("b") with { Identity = differ(Person().Identity) }));
            Assert.Equal(Reason.MergeContradicts, refused.Reason);
            return refused;
        }
    }

    [Fact]
    public void A_missing_number_is_taken_over_and_given_back()
    {
        var numbered = Person("b") with { Identity = Person().Identity with { IdType = IdType.Passport, IdNumber = "E1" } };
        var (kept, merged) = Person("a").Merge(numbered);
        Assert.Equal("E1", kept.Identity.IdNumber);
        Assert.Equal("", kept.Unmerge(merged).Kept.Identity.IdNumber);
    }

    [Fact]
    public void What_was_recorded_since_goes_back_with_the_engagement()
    {
        var (kept, merged) = Person("a").Merge(Employed() with { TeacherId = "b" });
        var changed = kept.ChangeCategory("e", new(2025, 9, 1), "q", p => p with { Category = PostCategory.Practice });
        var (rest, unmerged) = changed.Unmerge(merged);
        Assert.Empty(rest.FactIds());
        Assert.Equal(["p", "q"], unmerged.Posts.Select(p => p.PostId));
        Assert.Null(FirstBroken(unmerged));
    }

    [Fact]
    public void Only_what_was_merged_is_unmerged() =>
        Assert.Equal(Reason.NotMerged, Assert.Throws<RuleBroken>(() => Person("a").Unmerge(Person("b"))).Reason);

    [Fact]
    public void Merge_and_unmerge_restore_both_records_exactly() => Gen.Select(Facts("a"), Facts("b")).Sample((one, other) =>
    {
        var (kept, merged) = one.Merge(other);
        var (restored, unmerged) = kept.Unmerge(merged);
        Same(one, restored);
        Same(other, unmerged);
    });

    [Fact]
    public void The_rule_about_restoring_notices_a_lost_fact()
    {
        // Control: had the merge forgotten one fact id, that fact would stay behind.
        var (kept, merged) = Person("a").Merge(Employed() with { TeacherId = "b" });
        var forgetful = kept with { MergedRecords = [kept.MergedRecords[0] with { FactIds = ["e"] }] };
        var spell = forgetful with { Educations = [Studied("u")] };
        Assert.NotEmpty(spell.Unmerge(merged).Kept.FactIds());
    }

    private static Gen<Teacher> Facts(string id) => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 1000], Gen.Bool).Select((engagements, educations, practices, seed, numbered) =>
    {
        var random = new Random(seed);
        var teacher = Person(id) with
        {
            ImportRefs = [new() { SchoolCode = "GP", Ref = id }],
            ReviewedTeacherIds = ["z"],
            Identity = numbered ? Person().Identity with { IdType = id == "a" ? IdType.Passport : IdType.HkmtPermit, IdNumber = $"N{id}" } : Person().Identity,
        };
        for (var i = 0; i < engagements; i++)
        {
            var day = new DateOnly(2020, 1, 1).AddDays(random.Next(1000));
            teacher = teacher.StartEngagement(Engaged($"{id}e{i}", day), Held($"{id}p{i}", day)).RecordSpell(Away($"{id}s{i}", day));
        }
        for (var i = 0; i < educations; i++)
        {
            teacher = teacher.Record(Studied($"{id}u{9 - i}"));
        }
        for (var i = 0; i < practices; i++)
        {
            teacher = teacher.Record(new Practice { PracticeId = $"{id}r{i}", Enterprise = "一厂", StartDate = new DateOnly(2020, 1, 1).AddDays(random.Next(1000)) });
        }
        return teacher;
    });

    private static void Same(Teacher expected, Teacher actual)
    {
        Assert.Equal(expected.FactIds(), actual.FactIds());
        Assert.Equal(expected.Engagements, actual.Engagements);
        Assert.Equal(expected.Posts, actual.Posts);
        Assert.Equal(expected.Spells, actual.Spells);
        Assert.Equal(expected.Educations, actual.Educations);
        Assert.Equal(expected.Practices, actual.Practices);
        Assert.Equal(expected.ImportRefs, actual.ImportRefs);
        Assert.Equal(expected.ReviewedTeacherIds, actual.ReviewedTeacherIds);
        Assert.Equal((expected.TeacherId, expected.Identity, expected.MergedIntoTeacherId), (actual.TeacherId, actual.Identity, actual.MergedIntoTeacherId));
        Assert.Empty(actual.MergedRecords);
    }

    private static Education Studied(string id) => new() { EducationId = id, Level = "21" };
}
