using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;

namespace Faculty.Server.Certification.Rules;

/// <summary>The form of a rule pack in a request: what each field may hold, and which codes name what.</summary>
internal static class RulePackForm
{
    public const string VersionForm = "must be a code and a version, such as CN-14/1";
    private const int MostRules = 50;
    private const int MostMonths = 600;
    private const string MonthsForm = "must be 0 to 600 months";

    public static RequestCheck PackCode(this RequestCheck check, string code, string field) =>
        check.Require(IsCode(code), field, "must be 1 to 32 of A-Z, 0-9 and hyphen, such as CN-14");

    public static bool IsCode(string code) => code.Length is >= 1 and <= 32 && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    public static RequestCheck Pack(this RequestCheck check, RulePack pack, string field)
    {
        check.PackCode(pack.Code, $"{field}.code")
            .Known(pack.Layer, $"{field}.layer")
            .Text(pack.Title, $"{field}.title", longest: 200)
            .Text(pack.DocumentNumber, $"{field}.document_number", longest: 100)
            .OptionalDay(pack.IssuedOn, $"{field}.issued_on")
            .Day(pack.StartDate, $"{field}.start_date")
            .OptionalDay(pack.LastDate, $"{field}.last_date")
            .Require(pack.Levels.Count is >= 1 and <= 6, $"{field}.levels", "must be 1 to 6: each level of each track at most once")
            .Require(pack.Levels.DistinctBy(l => (l.Track, l.Level)).Count() == pack.Levels.Count, $"{field}.levels", "must hold each level of each track at most once")
            .Require(pack.Notes.Count <= MostRules, $"{field}.notes", $"must be at most {MostRules}");
        if (pack.Layer == RuleLayer.Nation)
        {
            check.Require(pack.OrganisationCode.Length == 0, $"{field}.organisation_code", "must be empty: the nation's rules are for everybody");
        }
        else
        {
            check.OrganisationCode(pack.OrganisationCode, $"{field}.organisation_code");
        }
        if (pack.ParentCode.Length > 0)
        {
            check.PackCode(pack.ParentCode, $"{field}.parent_code");
        }
        for (var i = 0; i < pack.Notes.Count; i++)
        {
            check.Text(pack.Notes[i], $"{field}.notes[{i}]", longest: 500);
        }
        for (var i = 0; i < pack.Levels.Count; i++)
        {
            check.Level(pack.Levels[i], $"{field}.levels[{i}]", isTop: pack.ParentCode.Length == 0);
        }
        return check;
    }

    private static void Level(this RequestCheck check, LevelRules level, string field, bool isTop)
    {
        var codes = level.Requirements.SelectMany(r => r.Choice?.Alternatives.Select(a => a.Code).Prepend(r.Code) ?? [r.Code]).ToList();
        check.Known(level.Track, $"{field}.track")
            .Known(level.Level, $"{field}.level")
            .Known(level.DecidingTier, $"{field}.deciding_tier", optional: !isTop)
            .Require(level.ValidityMonths is >= 0 and <= MostMonths, $"{field}.validity_months", MonthsForm)
            .Require(level.RecheckMonths is >= 0 and <= Domain.Certification.Rules.LevelRules.DefaultMonths, $"{field}.recheck_months", "must be 0 to 60 months: the national rules let nobody go longer without a recheck")
            .Require(level.PublicityWorkingDays is >= 0 and <= 60, $"{field}.publicity_working_days", "must be 0 to 60 working days")
            .Require(level.Requirements.Count <= MostRules, $"{field}.requirements", $"must be at most {MostRules}")
            .Require(codes.Distinct(StringComparer.Ordinal).Count() == codes.Count, $"{field}.requirements", "must have different codes, alternatives included")
            .Require(level.Exceptions.Count <= MostRules && level.Exceptions.DistinctBy(e => e.Code).Count() == level.Exceptions.Count, $"{field}.exceptions", "must have different codes");
        for (var i = 0; i < level.Requirements.Count; i++)
        {
            check.Requirement(level.Requirements[i], $"{field}.requirements[{i}]");
        }
        for (var i = 0; i < level.Exceptions.Count; i++)
        {
            var (route, at) = (level.Exceptions[i], $"{field}.exceptions[{i}]");
            check.RuleCode(route.Code, $"{at}.code")
                .Text(route.Title, $"{at}.title", longest: 200)
                .Require(route.Waives.Count is >= 1 and <= MostRules, $"{at}.waives", "must name the requirements it does without");
            // A lower layer may waive what the one above asks for; whether there is such a requirement is known there.
            check.Require(!isTop || route.Waives.All(w => level.Requirements.Any(r => string.Equals(r.Code, w, StringComparison.Ordinal))), $"{at}.waives", "must be codes of requirements of the level");
        }
    }
}
