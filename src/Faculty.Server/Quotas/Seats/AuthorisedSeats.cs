using Faculty.Domain;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Time;
using Faculty.Server.Hosting;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Who may have seats authorised, and how many together.</summary>
internal static class AuthorisedSeats
{
    private static readonly Period Always = new(DateOnly.MinValue, null);

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

    /// <summary>Changes of what is authorised, all at once, keep the schools within the caps above them, or pass them by no more than before.</summary>
    /// <exception cref="RuleBroken">CAP_EXCEEDED.</exception>
    public static void Require(IReadOnlyCollection<Establishment> changed, EstablishmentView establishments, OrganisationTree tree, DateOnly today, bool explained)
    {
        var next = changed.ToDictionary(e => e.OrganisationCode, StringComparer.Ordinal);
        foreach (var code in next.Keys.SelectMany(c => Upwards(c, tree, today)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var now = establishments.Find(code)?.Value;
            if ((next.GetValueOrDefault(code) ?? now) is { } cap && !IsLedger(code, tree, today) && Holds(cap, explained))
            {
                var below = establishments.All.Keys.Union(next.Keys, StringComparer.Ordinal).Where(c => IsLedger(c, tree, today) && Upwards(c, tree, today).Contains(code)).ToList();
                List<Establishment> before = [.. below.Select(c => establishments.Find(c)?.Value).OfType<Establishment>()];
                CapRules.Require(now, cap, before, [.. below.Select(c => next.GetValueOrDefault(c) ?? establishments.Find(c)!.Value)]);
            }
        }
    }

    /// <summary>An organisation that comes to stand elsewhere keeps the schools within the caps above it on every day, or passes them by no more than before.</summary>
    /// <exception cref="RuleBroken">CAP_EXCEEDED.</exception>
    public static void RequireMoved(string moved, EstablishmentView establishments, OrganisationTree before, OrganisationTree after, bool explained)
    {
        foreach (var code in after.Above(moved, Always).Select(a => a.Code).Where(c => c != moved && after.Find(c)?.Kind != OrganisationKind.School).Distinct(StringComparer.Ordinal))
        {
            if (establishments.Find(code)?.Value is { } cap && Holds(cap, explained))
            {
                CapRules.Require(cap, cap, [.. Below(code, establishments, before)], [.. Below(code, establishments, after)]);
            }
        }
    }

    // What is authorised below a cap, on the days on which it is.
    private static IEnumerable<Establishment> Below(string cap, EstablishmentView establishments, OrganisationTree tree) =>
        from establishment in establishments.All.Values
        where tree.Find(establishment.Value.OrganisationCode) is { Kind: OrganisationKind.School or OrganisationKind.AttachedClass }
        from own in EstablishmentView.LedgersOf(establishment.Value.OrganisationCode, tree, Always)
        where own.Code == establishment.Value.OrganisationCode
        from above in tree.Above(own.Code, own.During)
        where above.Code == cap
        select establishment.Value.Within(above.During);

    /// <summary>An organisation and those it stands under.</summary>
    public static IEnumerable<string> Upwards(string code, OrganisationTree tree, DateOnly today)
    {
        for (var at = code; at is not null; at = tree.Find(at)?.LastParentOn(today))
        {
            yield return at;
        }
    }

    private static bool Holds(Establishment cap, bool explained) => cap.Control == SeatControl.Hard || (cap.Control == SeatControl.Soft && !explained);

    private static bool IsLedger(string code, OrganisationTree tree, DateOnly today) => EstablishmentView.LedgerOf(code, tree, today) == code;
}
