using CsCheck;
using Faculty.Domain.Teachers;
using static Faculty.Domain.Tests.Teachers.Registry;

namespace Faculty.Domain.Tests.Teachers;

/// <summary>Random verbs in random order, judged by looking at every day of the record.</summary>
public sealed class RandomVerbsTests
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private const int Days = 40;

    [Fact]
    public void Verbs_never_leave_a_broken_record() => Commands.Sample(commands =>
    {
        var teacher = Person();
        foreach (var command in commands)
        {
            try
            {
                teacher = Kept(teacher, t => Carry(t, command));
            }
            catch (RuleBroken)
            {
            }
            Assert.Null(Flaw(teacher));
            Assert.Empty(TeacherInvariants.Broken(teacher, Tree));
        }
    });

    [Fact]
    public void The_look_at_every_day_finds_what_verbs_leave_without_the_invariants() => Assert.NotNull(Record.Exception(() => Commands.Sample(commands =>
    {
        var teacher = Person();
        foreach (var command in commands)
        {
            try
            {
                teacher = Carry(teacher, command);
            }
            catch (RuleBroken)
            {
            }
        }
        return Flaw(teacher) is null;
    })));

    [Fact]
    public void The_invariants_find_what_the_look_at_every_day_finds() => Commands.Sample(commands =>
    {
        var teacher = Person();
        foreach (var command in commands)
        {
            try
            {
                teacher = Carry(teacher, command);
            }
            catch (RuleBroken)
            {
            }
        }
        return Flaw(teacher) is null || TeacherInvariants.Broken(teacher, Tree).Any();
    });

    private readonly record struct Command(int Verb, int From, int Length, int Which);

    private static readonly Gen<Command[]> Commands =
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, Days - 1], Gen.Int[-1, 20], Gen.Int[0, 7]).Select((v, f, l, w) => new Command(v, f, l, w)).Array[1, 20];

    private static Teacher Carry(Teacher teacher, Command command)
    {
        var id = $"{teacher.FactIds().Count()}-{command}";
        var day = First.AddDays(command.From);
        DateOnly? last = command.Length < 0 ? null : day.AddDays(command.Length);
        var school = command.Which % 2 == 0 ? "GP" : "JC";
        var department = school == "GP" ? "GP-ZB" : "JC-JD";
        var kind = (EngagementKind)(1 + command.Which);
        return command.Verb switch
        {
            0 or 1 => teacher.StartEngagement(Engaged(id, day, last, school, kind), Held($"{id}p", day, department: department)),
            2 => teacher.EndEngagement(Pick(teacher.Engagements, command.Which)?.EngagementId ?? "", day, "", First),
            3 => teacher.Transfer(Engaged(id, day, last, school), Held($"{id}p", day, department: department)),
            4 => teacher.StartPost(Held(id, day, last, department, primary: command.Which > 4, engagement: Pick(teacher.Engagements, command.Which)?.EngagementId ?? "")),
            5 => teacher.EndPost(Pick(teacher.Posts, command.Which)?.PostId ?? "", day, First),
            6 => teacher.ChangeCategory(Pick(teacher.Engagements, command.Which)?.EngagementId ?? "", day, id, p => p with { Category = PostCategory.Practice }),
            7 => teacher.RecordSpell(Away(id, day, last, school)),
            _ => teacher.WithdrawFact(Pick([.. teacher.FactIds()], command.Which) ?? ""),
        };
    }

    private static T? Pick<T>(IReadOnlyList<T> list, int which)
        where T : class => list.Count == 0 ? null : list[which % list.Count];

    /// <summary>The first day on which the record is not as the domain says, and why; null when there is none.</summary>
    private static string? Flaw(Teacher teacher)
    {
        for (var day = First.AddDays(-2); day < First.AddDays(Days + 25); day = day.AddDays(1))
        {
            var engaged = teacher.Engagements.Where(e => e.Period.Covers(day)).ToList();
            if (engaged.Count(e => e.Kind.IsFullTime()) > 1)
            {
                return $"{day:O}: two full-time engagements";
            }
            if (engaged.GroupBy(e => (e.SchoolCode, e.Kind)).Any(g => g.Count() > 1))
            {
                return $"{day:O}: twice one kind at one school";
            }
            if (engaged.Any(e => teacher.Posts.Count(p => p.Primary && p.EngagementId == e.EngagementId && p.Period.Covers(day)) != 1))
            {
                return $"{day:O}: not exactly one primary post";
            }
            if (teacher.Posts.Any(p => p.Period.Covers(day) && engaged.All(e => e.EngagementId != p.EngagementId)))
            {
                return $"{day:O}: a post outside its engagement";
            }
            if (teacher.Spells.Any(s => s.Period.Covers(day) && engaged.All(e => e.SchoolCode != s.SchoolCode)))
            {
                return $"{day:O}: a spell outside every engagement";
            }
        }
        return null;
    }
}
