using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Faculty.Domain.Training.Planning;

/// <summary>All that a plan of a quarter is made from (排课实例): trainers, items with their sessions, weights. Sessions have one position through all items, in order.</summary>
public sealed partial class Instance
{
    private readonly int[] sessionItem;

    public Instance(PlanWeights weights, IReadOnlyList<PlanTrainer> trainers, IReadOnlyList<PlanItem> items)
    {
        (Weights, Trainers, Items) = (weights, trainers, items);
        Sessions = [.. items.SelectMany(i => i.Sessions)];
        sessionItem = [.. items.SelectMany((item, i) => Enumerable.Repeat(i, item.Sessions.Count))];
        Check();
        Hash = HashOf();
    }

    public PlanWeights Weights { get; }

    public IReadOnlyList<PlanTrainer> Trainers { get; }

    public IReadOnlyList<PlanItem> Items { get; }

    public IReadOnlyList<PlanSession> Sessions { get; }

    /// <summary>SHA-256 in hex of everything above: the same input has the same hash, whatever file it came from.</summary>
    public string Hash { get; }

    public int ItemOf(int session) => sessionItem[session];

    /// <summary>Minutes between a trainer's place and an item's, cut to whole ones.</summary>
    public int Minutes(int trainer, int item) => Minutes(Trainers[trainer].X, Trainers[trainer].Y, Items[item].X, Items[item].Y);

    /// <summary>Minutes between the places of two items.</summary>
    public int MinutesBetween(int item, int other) => Minutes(Items[item].X, Items[item].Y, Items[other].X, Items[other].Y);

    public long FeeCost(int trainer, int hours) => (long)Trainers[trainer].Fee * hours / Weights.FeeDivisor;

    /// <summary>The rules that keep a trainer from an item at a time, whatever else is planned.</summary>
    public HardRule Broken(int trainer, int item, PlanOption option) => BrokenByItem(trainer, item) | BrokenByTime(trainer, item, option);

    /// <summary>Those that no other time would mend.</summary>
    internal HardRule BrokenByItem(int trainer, int item)
    {
        var (who, what) = (Trainers[trainer], Items[item]);
        var broken = SkillOf(who, what.Skill) switch
        {
            null => HardRule.Skill,
            { Level: var level } when level < what.MinLevel => HardRule.Level,
            _ => HardRule.None,
        };
        return broken
            | ((what.Languages & ~who.Languages) != 0 ? HardRule.Language : 0)
            | (Minutes(trainer, item) > who.MaxTravel ? HardRule.TooFar : 0)
            | (what.Blocked.Contains(trainer) ? HardRule.Blocked : 0);
    }

    internal HardRule BrokenByTime(int trainer, int item, PlanOption option)
    {
        var who = Trainers[trainer];
        var certificate = SkillOf(who, Items[item].Skill);
        return (certificate is { } valid && (option.Day < valid.FirstDay || option.Day > valid.LastDay) ? HardRule.Certificate : 0)
            | ((who.Teaching >> option.Bit & 1) != 0 ? HardRule.Teaching : 0)
            | ((who.Teaching & option.Neighbours) != 0 && Minutes(trainer, item) > Weights.TravelBufferMinutes ? HardRule.TeachingNearby : 0)
            | (who.LeaveDays.Contains(option.Day) ? HardRule.Leave : 0);
    }

    // The first entry of a skill counts.
    private static PlanSkill? SkillOf(PlanTrainer trainer, int skill)
    {
        for (var i = 0; i < trainer.Skills.Count; i++)
        {
            if (trainer.Skills[i].Skill == skill)
            {
                return trainer.Skills[i];
            }
        }
        return null;
    }

    // A square root is rounded alike on every machine; so are the rest.
    internal static int Minutes(double x, double y, double otherX, double otherY)
    {
        var (across, up) = (x - otherX, y - otherY);
        return (int)Math.Sqrt((across * across) + (up * up));
    }

    private void Check()
    {
        Require(Weights is { FeeDivisor: > 0, TravelDivisor: > 0, PerPriority: >= 0, Continuity: >= 0, FairPerHour: >= 0, Stability: >= 0 }, "weights are not negative, divisors positive");
        Require(Trainers.All(t => t is { WeekCap: >= 0, QuarterCap: >= 0, Fee: >= 0 }), "caps and fees of trainers are not negative");
        Require(Items.All(i => i.Need > 0 && i.Blocked.All(b => b >= 0 && b < Trainers.Count)), "items need a trainer, and block by position");
        Require(Sessions.All(s => s.Hours > 0 && s.Options.All(o => o.Day >= 0 && o.Slot is >= 0 and < PlanOption.SlotsADay)), "sessions have hours, options a day and a slot");

        static void Require(bool holds, string rule)
        {
            if (!holds)
            {
                throw new ArgumentException($"A planning instance: {rule}.");
            }
        }
    }

    private string HashOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text("faculty plan 1");
        var w = Weights;
        Numbers(w.PerPriority, w.Continuity, w.FairPerHour, w.FairTargetHours, w.TravelBufferMinutes, w.Weekend, w.Evening, w.FeeDivisor, w.TravelDivisor, w.Stability);
        Numbers(Trainers.Count);
        foreach (var t in Trainers)
        {
            Text(t.Id);
            Numbers(Bits(t.X), Bits(t.Y), t.Teaching, t.WeekCap, t.QuarterCap, t.Fee, t.MaxTravel, t.Languages, t.Skills.Count, t.LeaveDays.Count);
            Numbers([.. t.Skills.SelectMany(s => (long[])[s.Skill, s.Level, s.FirstDay, s.LastDay]), .. t.LeaveDays]);
        }
        Numbers(Items.Count);
        foreach (var i in Items)
        {
            Text(i.Id);
            Numbers(i.Skill, i.MinLevel, i.Need, i.Priority, Bits(i.X), Bits(i.Y), i.Languages, i.Blocked.Count, i.Sessions.Count);
            Numbers([.. i.Blocked]);
            foreach (var s in i.Sessions)
            {
                Text(s.Id);
                Numbers([s.Hours, s.Options.Count, .. s.Options.SelectMany(o => (long[])[o.Day, o.Slot])]);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

        void Text(string text)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            Numbers(bytes.Length);
            hash.AppendData(bytes);
        }

        void Numbers(params ReadOnlySpan<long> numbers)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            foreach (var number in numbers)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                hash.AppendData(bytes);
            }
        }
    }
}
