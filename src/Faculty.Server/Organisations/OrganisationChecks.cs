using Faculty.Server.Hosting;

namespace Faculty.Server.Organisations;

/// <summary>The form of what is typed about organisations.</summary>
internal static class OrganisationChecks
{
    private const int LongestName = 100;

    public static RequestCheck OrganisationCode(this RequestCheck check, string code, string field) => check.Require(
        code.Length is >= 1 and <= 32 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), field, "must be 1 to 32 of A-Z, a-z, 0-9 and hyphen");

    public static RequestCheck OrganisationName(this RequestCheck check, string name, string field) => check.Text(name, field, LongestName);

    public static RequestCheck SchoolType(this RequestCheck check, string type, string field) =>
        check.Require(type is "" or "中专" or "职高" or "成人中专" or "技工" or "高职", field, "must be 中专, 职高, 成人中专, 技工, 高职 or empty");

    public static RequestCheck RegionCode(this RequestCheck check, string code, string field) =>
        check.Require(code.Length == 0 || (code.Length == 6 && code.All(char.IsAsciiDigit)), field, "must be the 6 digits of GB/T 2260, or empty");
}
