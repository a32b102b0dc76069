using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Accounts;

/// <summary>The form of what is typed about accounts, and what must hold of their grants.</summary>
internal static class AccountRules
{
    private const int MostGrants = 50;

    public static RequestCheck AccountName(this RequestCheck check, string name, string field) => check.Require(
        name.Length is >= 3 and <= 32 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-'),
        field,
        "must be 3 to 32 of a-z, 0-9, dot, underscore and hyphen");

    public static RequestCheck Grants(this RequestCheck check, IReadOnlyCollection<Grant> grants, string field)
    {
        check.Require(grants.Count <= MostGrants, field, $"must be at most {MostGrants} grants");
        foreach (var (grant, i) in grants.Select((g, i) => (g, i)))
        {
            check.Grant(grant, $"{field}[{i}]");
        }
        return check;
    }

    /// <summary>A program is no administrator: its key alone would keep accounts and erase, without password or one-time code.</summary>
    public static RequestCheck GrantsOf(this RequestCheck check, AccountKind kind, IReadOnlyCollection<Grant> grants, string field) => check.Grants(grants, field).Require(
        kind != AccountKind.Service || grants.All(g => g.Role != Role.Administrator), field, "must not hold ADMINISTRATOR for a program; an administrator signs in with one-time codes");

    /// <summary>A role at a place. An administrator's is the whole registry: there is nothing smaller to keep accounts of.</summary>
    public static RequestCheck Grant(this RequestCheck check, Grant? grant, string field)
    {
        if (grant is null)
        {
            return check.Require(false, field, "must be given");
        }
        check.Known(grant.Role, $"{field}.role").OptionalCode(grant.OrganisationCode, $"{field}.organisation_code", longest: 32);
        return check.Require(
            grant.Role != Role.Administrator || grant.OrganisationCode.Length == 0, $"{field}.organisation_code", "must be empty for an administrator, who is one for the whole registry");
    }

    public static void RequirePlaces(IEnumerable<Grant> grants, OrganisationTree tree)
    {
        foreach (var code in grants.Select(g => g.OrganisationCode).Where(c => c.Length > 0 && tree.Find(c) is null))
        {
            throw new Refusal(ErrorReason.UnknownOrganisation, "No such organisation.") { Metadata = [("code", code)] };
        }
    }

    public static Refusal WrongKind(Account account) => new(ErrorReason.AccountKind, "The account's kind has no such thing.")
    {
        Metadata = [("account_name", account.AccountName), ("kind", $"{account.Kind}")],
    };

    public static Refusal About(ErrorReason reason, string message, string accountName, Grant grant) => new(reason, message)
    {
        Metadata = [("account_name", accountName), ("role", $"{grant.Role}"), ("organisation_code", grant.OrganisationCode)],
    };
}
