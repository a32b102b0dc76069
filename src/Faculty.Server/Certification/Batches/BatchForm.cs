using Faculty.Server.Accounts;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;

namespace Faculty.Server.Certification.Batches;

/// <summary>The form of batches in requests.</summary>
internal static class BatchForm
{
    private const int MostCriteria = 50;
    private const int MostMembers = 100;
    private const int MostPoints = 1_000;

    public static RequestCheck BatchCode(this RequestCheck check, string code, string field) =>
        check.Require(RulePackForm.IsCode(code), field, "must be 1 to 32 of A-Z, 0-9 and hyphen, such as GP-2026-1");

    public static RequestCheck Batch(this RequestCheck check, Batch batch, string field)
    {
        check.BatchCode(batch.Code, $"{field}.code")
            .Text(batch.Title, $"{field}.title", longest: 200)
            .OrganisationCode(batch.OrganisationCode, $"{field}.organisation_code")
            .Known(batch.Track, $"{field}.track")
            .Day(batch.AsOf, $"{field}.as_of")
            .Text(batch.Authority, $"{field}.authority", longest: 100)
            .Code(batch.CertificatePrefix, $"{field}.certificate_prefix", longest: 32)
            .Require(batch.Criteria.Count <= MostCriteria, $"{field}.criteria", $"must be at most {MostCriteria}")
            .Require(batch.Criteria.DistinctBy(c => c.Code).Count() == batch.Criteria.Count, $"{field}.criteria", "must hold each code at most once");
        if (batch.RulePackCode.Length > 0)
        {
            check.PackCode(batch.RulePackCode, $"{field}.rule_pack_code");
        }
        for (var i = 0; i < batch.Criteria.Count; i++)
        {
            var (criterion, at) = (batch.Criteria[i], $"{field}.criteria[{i}]");
            check.Require(IsCriterion(criterion.Code), $"{at}.code", "must be 1 to 40 of a-z, 0-9 and hyphen, such as teaching-design")
                .Text(criterion.Title, $"{at}.title", longest: 100)
                .Require(criterion.MostPoints is >= 1 and <= MostPoints, $"{at}.most_points", $"must be 1 to {MostPoints}");
        }
        return check;
    }

    public static RequestCheck Panel(this RequestCheck check, Panel panel, string field)
    {
        check.Known(panel.Tier, $"{field}.tier")
            .Require(panel.Members.Count <= MostMembers, $"{field}.members", $"must be at most {MostMembers}");
        for (var i = 0; i < panel.Members.Count; i++)
        {
            var (member, at) = (panel.Members[i], $"{field}.members[{i}]");
            _ = member.AccountName.Length == 0
                ? check.Id(member.AccountId, $"{at}.account_id")
                : check.AccountName(member.AccountName, $"{at}.account_name").Require(member.AccountId.Length == 0, $"{at}.account_id", "must be empty when the name is given");
            if (member.TeacherId.Length > 0)
            {
                check.Id(member.TeacherId, $"{at}.teacher_id");
            }
        }
        return check;
    }

    private static bool IsCriterion(string code) => code.Length is >= 1 and <= 40 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
