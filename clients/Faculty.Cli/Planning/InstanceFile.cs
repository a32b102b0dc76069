using System.Text.Json;
using Faculty.Cli.Running;
using Faculty.Domain.Training.Planning;

namespace Faculty.Cli.Planning;

/// <summary>Reads a planning instance; whatever is wrong with it is told at once, each with its place and the rule.</summary>
internal sealed class InstanceFile
{
    private const int MostFaults = 20;
    private readonly List<string> faults = [];
    private readonly Words words;

    private InstanceFile(Words words) => this.words = words;

    public static Instance Read(string path, Words words)
    {
        using var document = Parse(path, words);
        var file = new InstanceFile(words);
        var instance = file.Instance(new("$", document.RootElement, file));
        return file.faults.Count == 0 ? instance! : throw new UsageException(string.Join('\n', file.faults.Take(MostFaults).Select(f => $"{path}: {f}")
            .Concat(file.faults.Count > MostFaults ? [words[$"{file.faults.Count - MostFaults} more.", $"另有 {file.faults.Count - MostFaults} 处。"]] : [])));
    }

    /// <summary>Notes a fault; the place is written as in JSONPath.</summary>
    public void Fault(string place, string english, string chinese) => faults.Add(words[$"{place}: {english}", $"{place}：{chinese}"]);

    private static JsonDocument Parse(string path, Words words)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonDocument.Parse(stream);
        }
        catch (JsonException malformed)
        {
            var (line, at) = (malformed.LineNumber + 1, malformed.BytePositionInLine + 1);
            throw new UsageException(words[$"{path}: line {line}, byte {at}: this is not JSON.", $"{path}：第 {line} 行第 {at} 字节：不是 JSON。"]);
        }
    }

    private Instance? Instance(JsonSpot file)
    {
        var (days, slots) = (file.Whole("days", 1, 3_660), file.Whole("slots", 3, 3));
        var weights = Weights(file.Child("rules"));
        var trainers = file.List("trainers").Select(Trainer).ToList();
        var places = Places(trainers.Select(t => t.Id), "trainers");
        var items = file.List("items").Select(i => (Spot: i, Item: Item(i, places))).ToList();
        var itemPlaces = Places(items.Select(i => i.Item.Id), "items");
        var sessions = file.List("sessions").Select(s => (Spot: s, Item: s.Id("item"), Session: Session(s, days))).ToList();
        Places(sessions.Select(s => s.Session.Id), "sessions");
        foreach (var lost in sessions.Where(s => !itemPlaces.ContainsKey(s.Item)))
        {
            Fault($"{lost.Spot.Path}.item", $"{lost.Item} is no item", $"没有项目 {lost.Item}");
        }
        var byItem = sessions.ToLookup(s => s.Item, s => s.Session, StringComparer.Ordinal);
        foreach (var (spot, item) in items)
        {
            if (!spot.List("sessions").Select(s => s.Id()).ToHashSet(StringComparer.Ordinal).SetEquals(byItem[item.Id].Select(s => s.Id)))
            {
                Fault($"{spot.Path}.sessions", "names other sessions than those that name this item", "与 sessions 中属于该项目的场次不一致");
            }
        }
        return slots == 0 || faults.Count > 0 ? null : new(weights, trainers, [.. items.Select(i => i.Item with { Sessions = [.. byItem[i.Item.Id]] })]);
    }

    private static PlanWeights Weights(JsonSpot rules) => new()
    {
        PerPriority = rules.Whole("weight_per_priority", 0, 1_000_000),
        Continuity = rules.Whole("continuity", 0, 1_000_000),
        FairPerHour = rules.Whole("fair_per_hour", 0, 1_000_000),
        FairTargetHours = rules.Whole("fair_target_hours", 0, 1_000_000),
        TravelBufferMinutes = rules.Whole("travel_buffer_minutes", 0, 1_000_000),
    };

    private PlanTrainer Trainer(JsonSpot trainer) => new()
    {
        Id = trainer.Id("id"),
        X = trainer.Number("x"),
        Y = trainer.Number("y"),
        Skills = [.. trainer.List("skills").Select(Skill)],
        Teaching = Teaching(trainer.Child("busy")),
        LeaveDays = [.. trainer.List("leave").Select(d => d.Whole())],
        WeekCap = trainer.Whole("week_cap", 0, 1_000_000),
        QuarterCap = trainer.Whole("quarter_cap", 0, 1_000_000),
        Fee = trainer.Whole("fee", 0, 1_000_000),
        MaxTravel = trainer.Whole("max_travel", 0, 1_000_000),
        Languages = trainer.Bits("lang"),
    };

    private PlanSkill Skill(JsonSpot skill)
    {
        var numbers = skill.List().Select(n => n.Whole()).ToList();
        if (numbers.Count == 4 && numbers[1] is >= 1 and <= 5)
        {
            return new(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
        Fault(skill.Path, "four numbers: skill, level 1 to 5, first and last day of the certificate", "应为四个数：技能、等级 1 至 5、证书起止日");
        return default;
    }

    private uint Teaching(JsonSpot busy)
    {
        const int Slots = PlanOption.DaysAWeek * PlanOption.SlotsADay;
        if (busy.Text() is { Length: Slots } text && text.All(c => c is '0' or '1'))
        {
            return text.Select((c, i) => c == '1' ? 1u << i : 0).Aggregate(0u, (all, bit) => all | bit);
        }
        Fault(busy.Path, "21 letters 0 or 1, weekday × 3 + slot", "应为 21 个 0 或 1，位置为 星期 × 3 + 时段");
        return 0;
    }

    private PlanItem Item(JsonSpot item, Dictionary<string, int> trainers) => new()
    {
        Id = item.Id("id"),
        Skill = item.Whole("skill"),
        MinLevel = item.Whole("min_level"),
        Need = item.Whole("need", 1, 100),
        Priority = item.Whole("priority", 1, 3),
        X = item.Number("x"),
        Y = item.Number("y"),
        Languages = item.Bits("lang"),
        Blocked = [.. item.List("blocked").Select(b => TrainerAt(b, trainers)).Where(t => t >= 0)],
    };

    private int TrainerAt(JsonSpot blocked, Dictionary<string, int> trainers)
    {
        if (trainers.TryGetValue(blocked.Id(), out var place))
        {
            return place;
        }
        Fault(blocked.Path, $"{blocked.Id()} is no trainer", $"没有培训师 {blocked.Id()}");
        return -1;
    }

    private PlanSession Session(JsonSpot session, int days) => new()
    {
        Id = session.Id("id"),
        Hours = session.Whole("hours", 1, 1_000),
        Options = [.. session.List("options").Select(o => Option(o, days))],
    };

    private PlanOption Option(JsonSpot option, int days)
    {
        var numbers = option.List().Select(n => n.Whole()).ToList();
        if (numbers.Count == 2 && numbers[0] >= 0 && numbers[0] < days && numbers[1] is >= 0 and < PlanOption.SlotsADay)
        {
            return new(numbers[0], numbers[1]);
        }
        Fault(option.Path, $"two numbers: day 0 to {days - 1}, slot 0 to 2", $"应为两个数：日 0 至 {days - 1}，时段 0 至 2");
        return default;
    }

    private Dictionary<string, int> Places(IEnumerable<string> ids, string list)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, id) in ids.Index())
        {
            if (!places.TryAdd(id, place))
            {
                Fault($"$.{list}[{place}].id", $"{id} is the id of another one too", $"编号 {id} 重复");
            }
        }
        return places;
    }
}
