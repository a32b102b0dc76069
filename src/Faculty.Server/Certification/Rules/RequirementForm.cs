using Faculty.Domain.Codes;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Certification.Rules;

/// <summary>The form of one requirement of a rule pack.</summary>
internal static class RequirementForm
{
    private const int MostMonths = 600;
    private const string MonthsForm = "must be 0 to 600 months";

    public static RequestCheck RuleCode(this RequestCheck check, string code, string field) =>
        check.Require(code.Length is >= 1 and <= 40 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), field, "must be 1 to 40 of a-z, 0-9 and hyphen");

    public static void Requirement(this RequestCheck check, Requirement requirement, string field)
    {
        check.RuleCode(requirement.Code, $"{field}.code")
            .Text(requirement.Title, $"{field}.title", longest: 200)
            .OptionalText(requirement.Note, $"{field}.note", longest: 500)
            .Require(requirement.RuleCase != V1.Requirement.RuleOneofCase.None, field, "must ask for something: credential, practice, post, professional_title, education, recognition, honour, choice, manual or external");
        if (requirement.Choice is not { } choice)
        {
            check.Values(Wire.ToRecord(requirement), field);
            return;
        }
        check.Require(choice.Alternatives.Count is >= 1 and <= Domain.Certification.Rules.ChoiceRule.MostAlternatives, $"{field}.choice.alternatives", "must be 1 to 10")
            .Require(choice.LeastCount >= 1 && choice.LeastCount <= choice.Alternatives.Count, $"{field}.choice.least_count", "must be 1 to the number of alternatives");
        for (var i = 0; i < choice.Alternatives.Count; i++)
        {
            var (alternative, at) = (choice.Alternatives[i], $"{field}.choice.alternatives[{i}]");
            check.RuleCode(alternative.Code, $"{at}.code")
                .Text(alternative.Title, $"{at}.title", longest: 200)
                .OptionalText(alternative.Note, $"{at}.note", longest: 500)
                .Require(alternative.RuleCase != Alternative.RuleOneofCase.None, at, "must ask for something")
                .Values(Wire.ToRecord(alternative), at);
        }
    }

    private static void Values(this RequestCheck check, Domain.Certification.Rules.Requirement asked, string field)
    {
        if (asked.Credential is { } credential)
        {
            check.AllKnown(credential.Categories, $"{field}.credential.categories")
                .Require(credential.LeastLevel is >= 0 and <= 5, $"{field}.credential.least_level", "must be 1 to 5 (5 = 五级, the lowest), or 0")
                .Require(credential.OccupationPrefix.Length <= 10 && credential.OccupationPrefix.All(c => char.IsAsciiDigit(c) || c == '-'), $"{field}.credential.occupation_prefix", "must begin an occupation code, such as 6-18")
                .Require(credential.QualificationTypes.All(t => t is >= 1 and <= 7), $"{field}.credential.qualification_types", "must be 1 to 7");
        }
        if (asked.Practice is { } practice)
        {
            check.Require(practice.LeastDays is >= 1 and <= 36_500, $"{field}.practice.least_days", "must be at least 1 day")
                .Require(practice.WindowMonths is >= 0 and <= MostMonths, $"{field}.practice.window_months", MonthsForm);
        }
        if (asked.Post is { } post)
        {
            check.AllKnown(post.Categories, $"{field}.post.categories").Require(post.LeastMonths is >= 0 and <= MostMonths, $"{field}.post.least_months", MonthsForm);
        }
        if (asked.ProfessionalTitle is { } title)
        {
            check.Require(title.LeastRank is >= 1 and <= 5, $"{field}.professional_title.least_rank", "must be 1 to 5 (员级 to 正高)")
                .Require(title.Series.All(s => s.Length == 2 && CodeTables.Titles.Codes.Any(c => c.StartsWith(s, StringComparison.Ordinal))), $"{field}.professional_title.series", "must be the first two characters of a GB/T 8561 code");
        }
        if (asked.Education is { } education)
        {
            check.Require(education.LeastLevel.Length + education.LeastDegree.Length > 0, $"{field}.education", "must ask for a level or a degree")
                .Require(education.LeastLevel.Length == 0 || CodeTables.EducationLevels.Contains(education.LeastLevel), $"{field}.education.least_level", "must be a code of GB/T 4658, or empty")
                .Require(education.LeastDegree.Length == 0 || CodeTables.Degrees.Contains(education.LeastDegree), $"{field}.education.least_degree", "must be a code of GB/T 6864, or empty");
        }
        if (asked.Recognition is { } recognition)
        {
            check.Known(recognition.LeastLevel, $"{field}.recognition.least_level")
                .Known(recognition.Track, $"{field}.recognition.track", optional: true)
                .Require(recognition.LeastMonths is >= 0 and <= MostMonths, $"{field}.recognition.least_months", MonthsForm);
        }
        if (asked.Honour is { } honour)
        {
            check.Require(Domain.Certification.Rules.HonourRule.IsLevel(honour.LeastLevel), $"{field}.honour.least_level", "must be 国家级, 省级, 市级, 县级, 校级 or empty");
        }
        if (asked.External is { } external)
        {
            check.Text(external.Source, $"{field}.external.source", longest: 100);
        }
    }

    private static RequestCheck AllKnown<TEnum>(this RequestCheck check, IEnumerable<TEnum> values, string field)
        where TEnum : struct, Enum
    {
        foreach (var value in values)
        {
            check.Known(value, field);
        }
        return check;
    }
}
