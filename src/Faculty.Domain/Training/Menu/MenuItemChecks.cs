using Faculty.Domain.Codes;
using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Training.Menu;

/// <summary>What may stand in the fields of a menu item, whoever types it.</summary>
public static class MenuItemChecks
{
    private const int MostHours = 5_000;
    private const int MostHeads = 1_000;
    private const long MostFen = 100_000_00;
    private const int Line = 100;

    public static IReadOnlyList<FieldFault> Of(MenuItem item, DateOnly today) => new FaultList(today)
        .OrganisationCode(item.SchoolCode, "school_code")
        .Require(IsCode(item.Code), "code", FieldProblem.Rule, "must be 1 to 32 of A-Z, 0-9 and hyphen, such as ZB-101")
        .Text(item.Name, "name", 60)
        .Require(CodeTables.Occupations.Contains(item.OccupationCode), "occupation_code", FieldProblem.UnknownCode, "must be a code d-dd-dd-dd of the classification of occupations")
        .OptionalKnown(item.Level, "level")
        .Require(item.TheoryHours is >= 0 and <= MostHours, "theory_hours", FieldProblem.Rule, "must be 0 to 5,000")
        .Require(item.PracticeHours is >= 0 and <= MostHours, "practice_hours", FieldProblem.Rule, "must be 0 to 5,000")
        .Require((long)item.TheoryHours + item.PracticeHours > 0, "theory_hours", FieldProblem.Rule, "must not be 0 together with practice_hours")
        .Require(item.SmallestClass is >= 1 and <= MostHeads, "smallest_class", FieldProblem.Rule, "must be 1 to 1,000")
        .Require(item.LargestClass is >= 1 and <= MostHeads && item.LargestClass >= item.SmallestClass, "largest_class", FieldProblem.Rule, "must be smallest_class to 1,000")
        .Known(item.Mode, "mode")
        .OptionalText(item.VenueNeeds, "venue_needs", Line)
        .Require(item.PriceFen is null or (>= 0 and <= MostFen), "price_fen", FieldProblem.Rule, "must be 0 to 10,000,000 fen, or absent")
        .Require(item.SubsidyFen is null or (>= 0 and <= MostFen), "subsidy_fen", FieldProblem.Rule, "must be 0 to 10,000,000 fen, or absent")
        .OptionalText(item.SubsidyClass, "subsidy_class", Line)
        .Known(item.Assessment, "assessment")
        .OptionalText(item.Certificate, "certificate", Line)
        .Require(item.Assessment != AssessmentKind.Certificate || item.Certificate.Length > 0, "certificate", FieldProblem.Required, "must be named where the item ends with one")
        .Require(item.Assessment != AssessmentKind.SkillLevel || item.Level != SkillLevel.Unspecified, "level", FieldProblem.Required, "must be given where the item ends with a level of skill")
        .Forward(item.StartDate, item.LastDate)
        .Require(
            item.Skills.Count <= 10 && item.Skills.All(s => CodeTables.Occupations.Contains(s.OccupationCode) && Enum.IsDefined(s.Level)), "skills", FieldProblem.UnknownCode,
            "must be up to 10 codes d-dd-dd-dd of the classification of occupations, each with a level or none")
        .Require(AreApart(item.Skills.Select(s => s.OccupationCode)), "skills", FieldProblem.Rule, "must name each occupation once")
        .Require(item.TrainersNeeded is >= 1 and <= 20, "trainers_needed", FieldProblem.Rule, "must be 1 to 20")
        .Require(item.Languages.All(LanguageTag.IsOne) && AreApart(item.Languages), "languages", FieldProblem.Rule, LanguageTag.Problem).Faults;

    public static IReadOnlyList<FieldFault> Of(MenuWithdrawal withdrawal, DateOnly today) => new FaultList(today).Text(withdrawal.DocumentNumber, "document_number", 64).Faults;

    private static bool IsCode(string code) => code.Length is >= 1 and <= 32 && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool AreApart(IEnumerable<string> values) => values.GroupBy(v => v, StringComparer.Ordinal).All(same => same.Count() == 1);
}
