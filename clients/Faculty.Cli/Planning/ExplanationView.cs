using System.Text.Json.Nodes;
using Faculty.Cli.Running;
using Faculty.Domain.Training.Planning;

namespace Faculty.Cli.Planning;

/// <summary>Says why sessions are unfilled: who could come, what has them, and the cheapest swap.</summary>
internal sealed class ExplanationView(Instance instance, Words words)
{
    private const int MostNamed = 12;

    public IEnumerable<string> Lines(Explanation explanation)
    {
        var (item, session) = (instance.Items[instance.ItemOf(explanation.Session)], instance.Sessions[explanation.Session]);
        yield return words[
            $"session {session.Id} (item {item.Id}, skill {item.Skill}, priority {item.Priority}, {item.Need} at once) is unfilled",
            $"场次 {session.Id}（项目 {item.Id}，技能 {item.Skill}，优先级 {item.Priority}，需 {item.Need} 人）未排"];
        foreach (var kept in explanation.Eligible.Take(MostNamed))
        {
            yield return $"  {Time(explanation.Session, kept.Option)}  {Trainer(kept.Trainer)}: {Keeps(kept, explanation, item.Need)}";
        }
        if (explanation.Eligible.Count > MostNamed)
        {
            yield return words[$"  {explanation.Eligible.Count - MostNamed} more", $"  另有 {explanation.Eligible.Count - MostNamed} 项"];
        }
        if (explanation.Excluded.Count > 0)
        {
            yield return words["  kept from it: ", "  不符合条件："] + string.Join(words[", ", "，"], explanation.Excluded.Select(e => $"{Name(e.Key)} {e.Value}"));
        }
        yield return explanation.Cheapest is not { } swap ? words["  no swap would fill it", "  没有可行的调换"]
            : words[$"  cheapest swap, objective {swap.Change:+0;-0;0}: ", $"  代价最小的调换，目标值 {swap.Change:+0;-0;0}："]
                + string.Join(words["; ", "；"], swap.Moved.Select(m => $"{Session(m.Session)} {Place(m.Before)} → {Place(m.After)}").Prepend($"{Session(explanation.Session)} → {Place(swap.Filling)}"));
    }

    public JsonObject Json(Explanation explanation) => new()
    {
        ["session"] = Id(explanation.Session),
        ["eligible"] = new JsonArray([.. explanation.Eligible.Select(k => new JsonObject
        {
            ["trainer"] = TrainerId(k.Trainer), ["option"] = k.Option, ["free"] = k.IsFree,
            ["keptBy"] = new JsonArray([.. Rules(k.By).Select(r => JsonValue.Create($"{r}"))]), ["sessions"] = new JsonArray([.. k.Sessions.Select(s => JsonValue.Create(Id(s)))]),
        })]),
        ["excluded"] = new JsonObject(explanation.Excluded.Select(e => KeyValuePair.Create<string, JsonNode?>($"{e.Key}", e.Value))),
        ["cheapestSwap"] = explanation.Cheapest is not { } swap ? null : new JsonObject
        {
            ["change"] = swap.Change, ["filling"] = Json(swap.Filling),
            ["moved"] = new JsonArray([.. swap.Moved.Select(m => new JsonObject { ["session"] = Id(m.Session), ["before"] = Json(m.Before), ["after"] = Json(m.After) })]),
        },
    };

    private JsonObject? Json(Booking? booking) => booking is null ? null : new()
    {
        ["session"] = Id(booking.Session), ["option"] = booking.Option, ["trainers"] = new JsonArray([.. booking.Trainers.Select(t => JsonValue.Create(TrainerId(t)))]),
    };

    // Ids of a file are whole numbers.
    private long Id(int session) => long.Parse(instance.Sessions[session].Id);

    private long TrainerId(int trainer) => long.Parse(instance.Trainers[trainer].Id);

    private string Session(int session) => words[$"session {instance.Sessions[session].Id}", $"场次 {instance.Sessions[session].Id}"];

    private string Trainer(int trainer) => words[$"trainer {instance.Trainers[trainer].Id}", $"培训师 {instance.Trainers[trainer].Id}"];

    private string Time(int session, int option)
    {
        var time = instance.Sessions[session].Options[option];
        return words[$"day {time.Day} {(time.Slot switch { 0 => "morning", 1 => "afternoon", _ => "evening" })}", $"第 {time.Day} 日{(time.Slot switch { 0 => "上午", 1 => "下午", _ => "晚上" })}"];
    }

    private string Place(Booking? booking) => booking is null ? words["unfilled", "不排"]
        : $"{Time(booking.Session, booking.Option)}, {string.Join(" + ", booking.Trainers.Select(Trainer))}";

    private string Keeps(Kept kept, Explanation explanation, int need) => kept.IsFree
        ? explanation.Eligible.Count(k => k.IsFree && k.Option == kept.Option) < need
            ? words["free, but too few are at once", "空闲，但同时空闲的人数不足"] : words["free, but would cost more than it brings", "空闲，但得不偿失"]
        : string.Join(words[", ", "，"], Rules(kept.By).Select(Name)) + words[$" (sessions {Ids(kept)})", $"（场次 {Ids(kept)}）"];

    private string Ids(Kept kept) => string.Join(", ", kept.Sessions.Take(MostNamed).Select(s => instance.Sessions[s].Id)) + (kept.Sessions.Count > MostNamed ? ", …" : "");

    private static IEnumerable<HardRule> Rules(HardRule rules) => Enum.GetValues<HardRule>().Where(r => r != HardRule.None && rules.HasFlag(r));

    private string Name(HardRule rule) => rule switch
    {
        HardRule.Skill => words["lacks the skill", "无此技能"],
        HardRule.Level => words["level too low", "等级不足"],
        HardRule.Certificate => words["certificate not valid on the day", "当日证书无效"],
        HardRule.Language => words["lacks a language", "语言不符"],
        HardRule.TooFar => words["too far", "路程过远"],
        HardRule.Teaching => words["teaching then", "当时有课"],
        HardRule.TeachingNearby => words["teaching before or after, too far away", "前后时段有课且路程过远"],
        HardRule.Leave => words["on leave", "请假"],
        HardRule.Blocked => words["blocked", "被排除"],
        HardRule.DoubleBooked => words["booked then", "当时已排"],
        HardRule.BookedNearby => words["booked before or after, too far apart", "前后时段已排且路程过远"],
        HardRule.WeekCap => words["week is full", "周课时已满"],
        _ => words["quarter is full", "季度课时已满"],
    };
}
