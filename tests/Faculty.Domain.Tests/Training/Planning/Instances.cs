using CsCheck;
using Faculty.Domain.Training.Planning;

namespace Faculty.Domain.Tests.Training.Planning;

/// <summary>Made-up instances in which every rule bites now and then.</summary>
internal static class Instances
{
    /// <summary>Of up to so many trainers and items, on three weeks.</summary>
    public static Gen<Instance> Of(int trainers, int items) =>
        Gen.Select(Trainer.Array[1, trainers], Item(trainers).Array[1, items], Gen.Int[0, 30], Gen.Int[0, 80]).Select(Build);

    /// <summary>Small enough to try every plan of.</summary>
    public static Gen<Instance> Tiny => Gen.Select(Trainer.Array[1, 3], Item(3).Array[1, 3], Gen.Int[0, 12], Gen.Int[0, 80])
        .Select(Build).Where(i => i.Sessions.Count <= 4);

    private static Gen<PlanTrainer> Trainer => Gen.Select(
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 5], Gen.Int[-3, 8], Gen.Int[6, 30]).Array[1, 3],
        Gen.Select(Gen.Int[0, 80], Gen.Int[0, 80], Gen.Int[0, (1 << 21) - 1], Gen.Int[0, (1 << 21) - 1]),
        Gen.Int[0, 20].Array[0, 2],
        Gen.Select(Gen.Int[3, 12], Gen.Int[3, 24], Gen.Int[0, 300], Gen.Int[30, 120], Gen.Int[1, 3]),
        (skills, place, leave, terms) => new PlanTrainer
        {
            Id = "t", X = place.Item1, Y = place.Item2,
            Skills = [.. skills.Select(s => new PlanSkill(s.Item1, s.Item2, s.Item3, s.Item4))],
            Teaching = (uint)(place.Item3 & place.Item4), LeaveDays = leave,
            WeekCap = terms.Item1, QuarterCap = terms.Item2, Fee = terms.Item3, MaxTravel = terms.Item4, Languages = terms.Item5,
        });

    private static Gen<PlanItem> Item(int trainers) => Gen.Select(
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[1, 3]),
        Gen.Select(Gen.Int[0, 80], Gen.Int[0, 80], Gen.Int[0, 3]),
        Gen.Int[0, 4 * trainers].Array[0, 1],
        Gen.Select(Gen.Int[1, 4], Gen.Select(Gen.Int[0, 20], Gen.Int[0, 2]).Array[1, 2]).Array[1, 3],
        (what, place, blocked, sessions) => new PlanItem
        {
            Id = "i", Skill = what.Item1, MinLevel = what.Item2, Need = what.Item3, Priority = what.Item4,
            X = place.Item1, Y = place.Item2, Languages = place.Item3 == 3 ? 2 : 1, Blocked = blocked,
            Sessions = [.. sessions.Select(s => new PlanSession { Id = "s", Hours = s.Item1, Options = [.. s.Item2.Select(o => new PlanOption(o.Item1, o.Item2))] })],
        });

    private static Instance Build(PlanTrainer[] trainers, PlanItem[] items, int fairTarget, int buffer) => new(
        new() { FairTargetHours = fairTarget, TravelBufferMinutes = buffer },
        [.. trainers.Select((t, i) => t with { Id = $"t{i}" })],
        [.. items.Select((item, i) => item with
        {
            Id = $"i{i}", Blocked = [.. item.Blocked.Where(b => b < trainers.Length)],
            Sessions = [.. item.Sessions.Select((s, n) => s with { Id = $"i{i}.{n}" })],
        })]);
}
