using Faculty.Domain.Time;

namespace Faculty.Domain.Organisations;

/// <summary>What must hold of an organisation in its tree, whatever verb or import made it.</summary>
public static class OrganisationInvariants
{
    private static readonly OrganisationKind[] Authorities = [OrganisationKind.Nation, OrganisationKind.Province, OrganisationKind.City, OrganisationKind.County];

    // A prefecture may be skipped (municipalities, counties run by the province); enterprises run schools, too.
    private static readonly Dictionary<OrganisationKind, OrganisationKind[]> ParentsOf = new()
    {
        [OrganisationKind.Nation] = [],
        [OrganisationKind.Province] = [OrganisationKind.Nation],
        [OrganisationKind.City] = [OrganisationKind.Nation, OrganisationKind.Province],
        [OrganisationKind.County] = [OrganisationKind.Nation, OrganisationKind.Province, OrganisationKind.City],
        [OrganisationKind.School] = [.. Authorities, OrganisationKind.Enterprise],
        [OrganisationKind.Department] = [OrganisationKind.School, OrganisationKind.AttachedClass],
        [OrganisationKind.AttachedClass] = [.. Authorities, OrganisationKind.School],
        [OrganisationKind.Enterprise] = Authorities,
    };

    /// <summary>Every rule the organisation breaks in a tree; the tree may still hold its former version, or none.</summary>
    public static IEnumerable<RuleBroken> Broken(Organisation organisation, OrganisationTree tree)
    {
        if (organisation.Period.IsReversed)
        {
            return [Refuse(organisation, Reason.PeriodReversed, "The last day lies before the first day.", ("start_date", $"{organisation.StartDate:O}"), ("last_date", $"{organisation.LastDate:O}"))];
        }
        return Names(organisation).Concat(Parents(organisation, tree.With(organisation))).Concat(Below(organisation, tree)).Concat(Successors(organisation, tree));
    }

    /// <summary>Throws the first rule broken.</summary>
    public static Organisation Require(Organisation organisation, OrganisationTree tree) =>
        Broken(organisation, tree).FirstOrDefault() is { } broken ? throw broken : organisation;

    // Together the names cover exactly the days of the organisation.
    private static IEnumerable<RuleBroken> Names(Organisation organisation)
    {
        DateOnly? next = organisation.StartDate;
        foreach (var name in organisation.Names)
        {
            if (name.StartDate != next || name.Period.IsReversed)
            {
                yield return Refuse(organisation, Reason.PeriodsOverlap, "The names must follow each other without gaps or overlaps.", ("from", $"{next:O}"), ("to", $"{name.StartDate:O}"));
                yield break;
            }
            next = name.LastDate < DateOnly.MaxValue ? name.LastDate.Value.AddDays(1) : null;
        }
        if (organisation.Names.Count == 0 || organisation.Names[^1].LastDate != organisation.LastDate)
        {
            yield return Refuse(organisation, Reason.PeriodsOverlap, "The names must last as long as the organisation.", ("from", $"{next:O}"), ("to", $"{organisation.LastDate:O}"));
        }
    }

    private static IEnumerable<RuleBroken> Parents(Organisation organisation, OrganisationTree tree)
    {
        for (var i = 0; i < organisation.Parents.Count; i++)
        {
            var link = organisation.Parents[i];
            var parent = tree.Find(link.ParentCode);
            if (i > 0 && organisation.Parents[i - 1].Period.End >= link.StartDate)
            {
                yield return Refuse(organisation, Reason.PeriodsOverlap, "An organisation has one parent on a day.", ("from", $"{link.StartDate:O}"), ("to", $"{organisation.Parents[i - 1].LastDate:O}"));
            }
            else if (!organisation.Period.Covers(link.Period) || link.Period.IsReversed)
            {
                yield return Refuse(organisation, Reason.PeriodReversed, "The parent must lie within the days of the organisation.", ("start_date", $"{link.StartDate:O}"), ("last_date", $"{link.LastDate:O}"));
            }
            else if (parent is null || !parent.Period.Covers(link.Period))
            {
                yield return Refuse(organisation, Reason.UnknownOrganisation, "The parent does not exist on all of these days.", ("code", link.ParentCode), ("from", $"{link.StartDate:O}"), ("to", $"{link.LastDate:O}"));
            }
            else if (LeadsTo(tree, parent, organisation.Code, link.Period))
            {
                yield return Refuse(organisation, Reason.OrganisationCycle, "The new parent lies below the organisation.", ("code", organisation.Code), ("parent_code", link.ParentCode));
            }
            else if (!ParentsOf[organisation.Kind].Contains(parent.Kind))
            {
                yield return Refuse(organisation, Reason.OrganisationKindMismatch, $"A {organisation.Kind} cannot stand under a {parent.Kind}.", ("code", link.ParentCode), ("kind", $"{parent.Kind}"));
            }
        }
        if (organisation.Kind == OrganisationKind.Department && Orphaned(organisation) is { } day)
        {
            yield return Refuse(organisation, Reason.UnknownOrganisation, "A department needs a school on every day.", ("code", organisation.Code), ("day", $"{day:O}"));
        }
    }

    private static IEnumerable<RuleBroken> Below(Organisation organisation, OrganisationTree tree) =>
        from child in tree.EverChildren(organisation.Code)
        from link in child.Parents
        where string.Equals(link.ParentCode, organisation.Code, StringComparison.Ordinal) && !organisation.Period.Covers(link.Period)
        select Refuse(organisation, Reason.OrganisationInUse, "Another organisation stands below it beyond its days; close or move that first.", ("code", child.Code), ("from", $"{link.StartDate:O}"), ("to", $"{link.LastDate:O}"));

    private static IEnumerable<RuleBroken> Successors(Organisation organisation, OrganisationTree tree) =>
        organisation.SuccessorCodes
            .Where(code => string.Equals(code, organisation.Code, StringComparison.Ordinal) || tree.Find(code) is null)
            .Select(code => Refuse(organisation, Reason.UnknownOrganisation, "The successor is not another organisation of the registry.", ("code", code)));

    // Walks upwards with the days it still holds on; the organisation's own links are in the tree, so a circle comes back to it.
    // Kinds give at most eight levels; a longer way runs in a circle of others, as a file under check may hold.
    private static bool LeadsTo(OrganisationTree tree, Organisation from, string code, Period during, int level = 0) =>
        level > 16
        || string.Equals(from.Code, code, StringComparison.Ordinal)
        || from.Parents.Any(p => p.Period.Intersect(during) is { } shared && tree.Find(p.ParentCode) is { } above && LeadsTo(tree, above, code, shared, level + 1));

    private static DateOnly? Orphaned(Organisation organisation)
    {
        var day = organisation.StartDate;
        foreach (var link in organisation.Parents)
        {
            if (link.StartDate > day)
            {
                return day;
            }
            if (link.Period.End >= organisation.Period.End)
            {
                return null;
            }
            day = link.Period.End.AddDays(1);
        }
        return day;
    }

    private static RuleBroken Refuse(Organisation organisation, Reason reason, string message, params (string Key, string Value)[] facts) =>
        new(reason, message, facts) { FactId = organisation.Code };
}
