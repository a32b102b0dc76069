using Faculty.Domain.Training.Pool;
using Faculty.Server.Hosting;
using Date = Google.Type.Date;
using TimeOfDay = Google.Type.TimeOfDay;

namespace Faculty.Server.Training.Pool;

/// <summary>The form of trainers and their parts in requests: first dates and times, which a record cannot hold when they are none.</summary>
internal static class TrainerForm
{
    private const int MostEntries = 200;
    private static readonly Date Any = new() { Year = 1, Month = 1, Day = 1 };

    public static RequestCheck Trainer(this RequestCheck check, V1.Trainer trainer, string field, PoolRules rules, DateOnly today)
    {
        check.Require(trainer.Events.Count == 0, field, "must be empty: a trainer is proposed first, events follow by their own command").Id(trainer.TeacherId, $"{field}.teacher_id")
            .Take(TrainerChecks.Of(Wire.ToRecord(Bare(trainer)), today), field)
            .Parts(trainer.Skills, $"{field}.skills", (skill, at) => check.Id(skill.CredentialId, $"{at}.credential_id").Take(TrainerChecks.Of(Wire.ToRecord(skill), today), at))
            .Parts(trainer.Timetable, $"{field}.timetable", (block, at) => check.Block(block, at, today))
            .Parts(trainer.Leaves, $"{field}.leaves", (leave, at) => check.Leave(leave, at, today));
        foreach (var (list, name) in ((IReadOnlyCollection<string>, string)[])[(trainer.Languages, "languages"), (trainer.BlockedEnterpriseCodes, "blocked_enterprise_codes")])
        {
            check.Few(list.Count, $"{field}.{name}");
        }
        if (trainer.Caps is not null)
        {
            check.Take(TrainerChecks.Of(Wire.ToRecord(trainer.Caps), today), $"{field}.caps");
        }
        return trainer.Travel is null ? check : check.Take(TrainerChecks.Of(Wire.ToRecord(trainer.Travel), rules, today), $"{field}.travel");
    }

    public static RequestCheck Event(this RequestCheck check, V1.TrainerEvent? happened, string field, DateOnly today)
    {
        if (happened is null)
        {
            return check.Require(false, field, "must be given");
        }
        var read = new V1.TrainerEvent(happened)
        {
            EffectiveDate = happened.EffectiveDate.IsRealDay() ? happened.EffectiveDate : Any,
            // What is no day is told of once.
            LastDate = happened.LastDate is null || happened.LastDate.IsRealDay() ? happened.LastDate : Any,
        };
        return check.Day(happened.EffectiveDate, $"{field}.effective_date").OptionalDay(happened.LastDate, $"{field}.last_date")
            .Take(TrainerChecks.Of(Wire.ToRecord(read), today), field);
    }

    /// <summary>What a list asks of skills and teaching.</summary>
    public static RequestCheck Skill(this RequestCheck check, string occupationCode, V1.SkillLevel least, V1.TeachingKind kind) =>
        check.OptionalCode(occupationCode, "occupation_code", longest: 10).Known(least, "least_level", optional: true).Known(kind, "kind", optional: true);

    // What of a trainer is no part with dates, times or rules of its own.
    private static V1.Trainer Bare(V1.Trainer trainer) => new()
    {
        OrganisationCode = trainer.OrganisationCode, Kinds = { trainer.Kinds }, FeeFen = trainer.FeeFen, Languages = { trainer.Languages },
        BlockedEnterpriseCodes = { trainer.BlockedEnterpriseCodes },
    };

    private static RequestCheck Block(this RequestCheck check, V1.WeeklyBlock block, string field, DateOnly today)
    {
        var isTimed = IsTime(block.FromTime) && IsTime(block.ToTime);
        var read = new V1.WeeklyBlock(block)
        {
            FromTime = isTimed ? block.FromTime : new(),
            ToTime = isTimed ? block.ToTime : new() { Minutes = 1 },
            StartDate = block.StartDate.IsRealDay() ? block.StartDate : Any,
            LastDate = block.StartDate.IsRealDay() && block.LastDate.IsRealDay() ? block.LastDate : null,
        };
        return check.Time(block.FromTime, $"{field}.from_time").Time(block.ToTime, $"{field}.to_time")
            .Day(block.StartDate, $"{field}.start_date").OptionalDay(block.LastDate, $"{field}.last_date")
            .Take(TrainerChecks.Of(Wire.ToRecord(read), today), field);
    }

    private static RequestCheck Leave(this RequestCheck check, V1.TrainerLeave leave, string field, DateOnly today)
    {
        var read = new V1.TrainerLeave(leave)
        {
            StartDate = leave.StartDate.IsRealDay() ? leave.StartDate : Any,
            LastDate = leave.StartDate.IsRealDay() && leave.LastDate.IsRealDay() ? leave.LastDate : null,
        };
        return check.Day(leave.StartDate, $"{field}.start_date").OptionalDay(leave.LastDate, $"{field}.last_date")
            .Take(TrainerChecks.Of(Wire.ToRecord(read), today), field);
    }

    private static RequestCheck Time(this RequestCheck check, TimeOfDay? time, string field) =>
        check.Require(IsTime(time), field, "must be a time of day in whole minutes, 00:00 to 23:59");

    private static bool IsTime(TimeOfDay? time) => time is { Hours: >= 0 and <= 23, Minutes: >= 0 and <= 59, Seconds: 0, Nanos: 0 };

    private static RequestCheck Parts<T>(this RequestCheck check, IReadOnlyList<T> parts, string field, Action<T, string> each)
    {
        check.Few(parts.Count, field);
        for (var i = 0; i < Math.Min(parts.Count, MostEntries); i++)
        {
            each(parts[i], $"{field}[{i}]");
        }
        return check;
    }

    private static RequestCheck Few(this RequestCheck check, int count, string field) => check.Require(count <= MostEntries, field, $"must be at most {MostEntries} entries");
}
