using CsCheck;
using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Metrics;

public sealed class RatioCubeTests
{
    private static readonly Gen<(OrganisationTree Tree, (int Slot, Teacher? Next)[] Edits, DateOnly[] Days)> Histories =
        Gen.Select(RandomRegistry.Tree, Gen.Select(Gen.Int[0, 7], RandomRegistry.Teacher.Null()).Array[1, 25], RandomRegistry.Day.Array[4]);

    [Fact]
    public void The_cube_equals_a_head_count_of_the_documents_whatever_was_edited() => Histories.Sample(history =>
    {
        var (cube, teachers) = Play(history.Tree, history.Edits);
        AssertEqual(cube, teachers, history.Tree, history.Days);
    }, iter: 800);

    [Fact]
    public void Counting_ties_instead_of_heads_is_caught()
    {
        var differs = 0;
        Histories.Sample(history =>
        {
            var (cube, teachers) = Play(history.Tree, history.Edits);
            var wrong = history.Days.Any(d => HeadCount.OfTies(teachers, history.Tree, "N", d, "M3b") != cube["N"].On(d, Definition("M3b")));
            Interlocked.Add(ref differs, wrong ? 1 : 0);
        }, iter: 100);
        Assert.True(differs > 0);
    }

    [Fact]
    public void Organisations_that_move_are_followed_by_taking_the_old_steps_out() =>
        Gen.Select(RandomRegistry.Tree, RandomRegistry.Tree, RandomRegistry.Teacher.Array[1, 12], RandomRegistry.Day.Array[3]).Sample((old, next, teachers, days) =>
        {
            var (cube, before, after) = (new RatioCube(), new ScopeChains(old), new ScopeChains(next));
            foreach (var teacher in teachers)
            {
                cube.Change([], TeacherSteps.Of(teacher, before));
            }
            cube.Settle();
            foreach (var teacher in teachers)
            {
                cube.Change(TeacherSteps.Of(teacher, before), TeacherSteps.Of(teacher, after));
            }
            cube.Settle();
            AssertEqual(cube, teachers, next, days);
        }, iter: 500);

    [Fact]
    public void Departments_sum_to_their_school() => Histories.Sample(history =>
    {
        var (cube, _) = Play(history.Tree, history.Edits);
        foreach (var (day, definition, school) in from d in history.Days from m in MetricDefinitions.All from s in RandomRegistry.Schools select (d, m, s))
        {
            var (one, two) = (cube[$"{school}-D1"].On(day, definition), cube[$"{school}-D2"].On(day, definition));
            Assert.Equal(cube[school].On(day, definition), new(one.Numerator + two.Numerator, one.Denominator + two.Denominator));
        }
    }, iter: 500);

    [Fact]
    public void The_explanation_of_any_change_adds_up_exactly() => Histories.Sample(history =>
    {
        var (cube, _) = Play(history.Tree, history.Edits);
        var (earlier, later) = (history.Days.Min(), history.Days.Max());
        foreach (var (scope, definition) in from s in cube.Scopes from m in MetricDefinitions.All select (s, m))
        {
            var (was, is_, effects) = (cube[scope].On(earlier, definition), cube[scope].On(later, definition), cube[scope].Explain(earlier, later, definition));
            Assert.Equal(is_.Numerator - was.Numerator, effects.Sum(e => e.Numerator));
            Assert.Equal(is_.Denominator - was.Denominator, effects.Sum(e => e.Denominator));
            Assert.DoesNotContain(effects, e => e.Cause == ChangeCause.Unspecified);
        }
    }, iter: 500);

    [Fact]
    public void The_order_of_arrival_changes_nothing() =>
        Gen.Select(RandomRegistry.Tree, RandomRegistry.Teacher.Array[1, 10], Gen.Int).Sample((tree, teachers, seed) =>
        {
            var shuffled = teachers.ToArray();
            var random = new Random(seed);
            random.Shuffle(shuffled);
            foreach (var (teacher, i) in shuffled.Select((t, i) => (t, i)).ToList())
            {
                shuffled[i] = teacher with
                {
                    Engagements = Shuffled(teacher.Engagements, random),
                    Posts = Shuffled(teacher.Posts, random),
                    Spells = Shuffled(teacher.Spells, random),
                    Recognitions = [.. Shuffled(teacher.Recognitions, random).Select(r => r with { Events = Shuffled(r.Events, random) })],
                };
            }
            Assert.Equal(Bytes(Of(tree, teachers)), Bytes(Of(tree, shuffled)));
        }, iter: 1000);

    [Fact]
    public void Taking_everybody_out_leaves_nothing() => Histories.Sample(history =>
    {
        var scopes = new ScopeChains(history.Tree);
        var (cube, teachers) = Play(history.Tree, history.Edits);
        foreach (var teacher in teachers)
        {
            cube.Change(TeacherSteps.Of(teacher, scopes), []);
        }
        cube.Settle();
        Assert.All(cube.Scopes, s => Assert.Equal(0, cube[s].Count));
    }, iter: 200);

    [Fact]
    public void A_person_in_two_schools_is_one_head_in_the_county()
    {
        var fullTime = WorkedCases.FullTime("A", "2015-09-01", null, WorkedCases.Arts, PostCategory.Specialty);
        var both = fullTime with
        {
            Engagements = [.. fullTime.Engagements, new() { EngagementId = "X", SchoolCode = "S2", Kind = EngagementKind.ExternalSchool, StartDate = new(2020, 1, 1) }],
            Posts = [.. fullTime.Posts, fullTime.Posts[0] with { PostId = "X", EngagementId = "X", SchoolCode = "S2", DepartmentCode = "S2-D", StartDate = new(2020, 1, 1) }],
        };
        var tree = WorkedCases.Tree
            .With(WorkedCases.Organisation("S2", OrganisationKind.School, "140581"))
            .With(WorkedCases.Organisation("S2-D", OrganisationKind.Department, "S2"));
        var cube = Of(tree, [both]);
        var day = new DateOnly(2025, 9, 1);
        Assert.Equal(1, cube["GP"].On(day, Definition("M1")).Denominator);
        Assert.Equal(0, cube["S2"].On(day, Definition("M1")).Denominator);
        Assert.Equal(1, cube["S2"].On(day, Definition("M4")).Denominator);
        Assert.Equal(1, cube["140581"].On(day, Definition("M3")).Denominator);
        Assert.Equal(0, cube["140581"].On(day, Definition("M4")).Denominator);
    }

    private static T[] Shuffled<T>(IReadOnlyList<T> list, Random random)
    {
        var array = list.ToArray();
        random.Shuffle(array);
        return array;
    }

    private static byte[] Bytes(RatioCube cube)
    {
        using var stream = new MemoryStream();
        cube.WriteTo(stream);
        return stream.ToArray();
    }

    private static RatioCube Of(OrganisationTree tree, IEnumerable<Teacher> teachers)
    {
        var (cube, scopes) = (new RatioCube(), new ScopeChains(tree));
        foreach (var teacher in teachers)
        {
            cube.Change([], TeacherSteps.Of(teacher, scopes));
        }
        cube.Settle();
        return cube;
    }

    private static (RatioCube Cube, IReadOnlyList<Teacher> Teachers) Play(OrganisationTree tree, (int Slot, Teacher? Next)[] edits)
    {
        var (cube, scopes, slots) = (new RatioCube(), new ScopeChains(tree), new Teacher?[8]);
        foreach (var (slot, next) in edits)
        {
            cube.Change(Steps(slots[slot]), Steps(next));
            cube.Settle();
            slots[slot] = next;
        }
        return (cube, [.. slots.OfType<Teacher>()]);

        IReadOnlyList<ScopeStep> Steps(Teacher? teacher) => teacher is null ? [] : TeacherSteps.Of(teacher, scopes);
    }

    private static void AssertEqual(RatioCube cube, IReadOnlyList<Teacher> teachers, OrganisationTree tree, DateOnly[] days)
    {
        foreach (var (day, scope, metric) in from d in days from s in tree.All.Select(o => o.Code) from m in MetricDefinitions.Ids select (d, s, m))
        {
            Assert.Equal(HeadCount.Of(teachers, tree, scope, day, metric), cube[scope].On(day, Definition(metric)));
        }
    }

    private static MetricDefinition Definition(string metric) => MetricDefinitions.Versions(metric)[0];
}
