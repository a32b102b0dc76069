using Faculty.Domain.Codes;
using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Training.Pool;

/// <summary>What may stand in the fields of a trainer and its parts, whoever types it. Rules between parts are <see cref="TrainerInvariants"/>.</summary>
public static class TrainerChecks
{
    private const int MostHours = 1_000;
    private const long MostFeeFen = 100_000_00;
    private const int MostMinutes = 1_440;
    private const int Number = 64;
    private const int Remark = 200;

    public static IReadOnlyList<FieldFault> Of(Trainer trainer, DateOnly today) => new FaultList(today)
        .OrganisationCode(trainer.OrganisationCode, "organisation_code")
        .Require(trainer.Kinds.All(k => k is >= TeachingKind.Theory and <= TeachingKind.Assessment) && AreApart(trainer.Kinds), "kinds", FieldProblem.UnknownCode, "must be THEORY, PRACTICE or ASSESSMENT, each once")
        .Require(trainer.FeeFen is >= 0 and <= MostFeeFen, "fee_fen", FieldProblem.Rule, "must be 0 to 10,000,000 fen")
        .Require(trainer.Languages.All(LanguageTag.IsOne) && AreApart(trainer.Languages), "languages", FieldProblem.Rule, LanguageTag.Problem)
        .Require(trainer.BlockedEnterpriseCodes.All(IsCode) && AreApart(trainer.BlockedEnterpriseCodes), "blocked_enterprise_codes", FieldProblem.Rule, "must be codes of enterprises, each once").Faults;

    public static IReadOnlyList<FieldFault> Of(TrainerSkill skill, DateOnly today) => new FaultList(today)
        .Require(CodeTables.Occupations.Contains(skill.OccupationCode), "occupation_code", FieldProblem.UnknownCode, "must be a code d-dd-dd-dd of the classification of occupations")
        .Known(skill.Level, "level").Faults;

    public static IReadOnlyList<FieldFault> Of(WeeklyBlock block, DateOnly today) => new FaultList(today)
        .Known(block.Weekday, "weekday")
        .Require(block.FromTime < block.ToTime, "to_time", FieldProblem.Reversed, "must lie after from_time")
        .Forward(block.StartDate, block.LastDate).Faults;

    public static IReadOnlyList<FieldFault> Of(TrainerLeave leave, DateOnly today) => new FaultList(today).Forward(leave.StartDate, leave.LastDate).Faults;

    public static IReadOnlyList<FieldFault> Of(HourCaps caps, DateOnly today) => new FaultList(today)
        .Require(caps.WeekHours is >= 0 and <= MostHours, "week_hours", FieldProblem.Rule, "must be 0 (= no limit) to 1,000 hours")
        .Require(caps.MonthHours is >= 0 and <= MostHours, "month_hours", FieldProblem.Rule, "must be 0 (= no limit) to 1,000 hours")
        .Require(caps.QuarterHours is >= 0 and <= MostHours, "quarter_hours", FieldProblem.Rule, "must be 0 (= no limit) to 1,000 hours").Faults;

    public static IReadOnlyList<FieldFault> Of(TrainerTravel travel, PoolRules rules, DateOnly today) => new FaultList(today)
        .Require(rules.Place(travel.PlaceCode) is not null, "place_code", FieldProblem.UnknownCode, "must be a travel place of the pool's rules")
        .Require(travel.MostMinutes is >= 0 and <= MostMinutes, "most_minutes", FieldProblem.Rule, "must be 0 to 1,440 minutes").Faults;

    public static IReadOnlyList<FieldFault> Of(TrainerEvent happened, DateOnly today) => new FaultList(today)
        .Known(happened.Type, "type")
        .OptionalText(happened.DocumentNumber, "document_number", Number)
        .OptionalText(happened.Remark, "remark", Remark)
        .Require(happened.Type.HasTerm() || happened.LastDate is null, "last_date", FieldProblem.Rule, "must be given for ADMIT and EXTEND alone")
        .Require(!happened.Type.HasTerm() || happened.LastDate is not null, "last_date", FieldProblem.Required, "must be given for ADMIT and EXTEND alone")
        .Require(happened.Type == TrainerEventType.Consent || !happened.NameShown, "name_shown", FieldProblem.Rule, "must be given for CONSENT alone").Faults;

    private static bool AreApart<T>(IReadOnlyList<T> values) => values.Distinct().Count() == values.Count;

    private static bool IsCode(string code) => code.Length is >= 1 and <= 32 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
