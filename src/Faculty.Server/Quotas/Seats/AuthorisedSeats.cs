using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Who may have seats authorised, and how many together.</summary>
internal static class AuthorisedSeats
{
    /// <exception cref="Refusal">The organisation is none that has seats.</exception>
    public static void RequireKind(string organisationCode, OrganisationTree tree, DateOnly today)
    {
        if (Problem(organisationCode, tree, today) is { } problem)
        {
            throw Refusal.Field("organisation_code", problem);
        }
    }

    /// <summary>Why an organisation can have no establishment; null when it can.</summary>
    public static string? Problem(string organisationCode, OrganisationTree tree, DateOnly today) => tree.Find(organisationCode) switch
    {
        null => "must be an organisation of the registry",
        { Kind: OrganisationKind.Department or OrganisationKind.Enterprise } => "must be a school, an attached class, or an organisation above schools: departments and enterprises have no seats of their own",
        { Kind: OrganisationKind.AttachedClass } when EstablishmentView.LedgerOf(organisationCode, tree, today) != organisationCode => "must be the school that the class is attached to: its seats are on that school's ledger",
        _ => null,
    };

    /// <summary>A change of what is authorised keeps the schools within the caps above them, or passes them by no more than before.</summary>
    /// <exception cref="Domain.RuleBroken">CAP_EXCEEDED.</exception>
    public static void Require(Establishment next, EstablishmentView establishments, OrganisationView organisations, DateOnly today, bool explained)
    {
        var tree = organisations.Tree;
        if (!IsLedger(next.OrganisationCode, tree, today))
        {
            if (Holds(next, explained))
            {
                var below = Below(next.OrganisationCode);
                CapRules.Require(establishments.Find(next.OrganisationCode)?.Value, next, below, below);
            }
            return;
        }
        for (var above = tree.Find(next.OrganisationCode)?.LastParentOn(today); above is not null; above = tree.Find(above)?.LastParentOn(today))
        {
            if (establishments.Find(above)?.Value is { } cap && Holds(cap, explained))
            {
                var below = Below(above);
                CapRules.Require(cap, cap, below, [.. below.Where(e => e.OrganisationCode != next.OrganisationCode), next]);
            }
        }

        List<Establishment> Below(string above) =>
            [.. establishments.All.Values.Select(e => e.Value).Where(e => IsLedger(e.OrganisationCode, tree, today) && StandsUnder(tree.Find(e.OrganisationCode), above))];

        bool StandsUnder(Organisation? organisation, string above)
        {
            for (var parent = organisation?.LastParentOn(today); parent is not null; parent = tree.Find(parent)?.LastParentOn(today))
            {
                if (string.Equals(parent, above, StringComparison.Ordinal))
                {
                    return true;
                }
            }
            return false;
        }
    }

    private static bool Holds(Establishment cap, bool explained) => cap.Control == SeatControl.Hard || (cap.Control == SeatControl.Soft && !explained);

    private static bool IsLedger(string code, OrganisationTree tree, DateOnly today) => EstablishmentView.LedgerOf(code, tree, today) == code;
}
