using Faculty.Domain.Organisations;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Days over which an organisation bears one name and stands under one parent (empty = none): a row of the sheet.</summary>
internal sealed record OrganisationStage(string Name, string ParentCode, DateOnly StartDate, DateOnly? LastDate)
{
    /// <summary>The stages of an organisation, oldest first; together they are exactly its days.</summary>
    public static IReadOnlyList<OrganisationStage> Of(Organisation organisation)
    {
        var days = organisation.Names.Select(n => n.StartDate)
            .Concat(organisation.Parents.Select(p => p.StartDate))
            .Concat(organisation.Parents.Where(p => p.LastDate < DateOnly.MaxValue).Select(p => p.LastDate!.Value.AddDays(1)))
            .Where(day => day > organisation.StartDate && organisation.Period.Covers(day))
            .Append(organisation.StartDate).Distinct().Order();
        var stages = new List<OrganisationStage>();
        foreach (var day in days)
        {
            var (name, parent) = (organisation.NameOn(day), organisation.ParentOn(day) ?? "");
            if (stages.Count > 0 && stages[^1].Name == name && stages[^1].ParentCode == parent)
            {
                continue;
            }
            if (stages.Count > 0)
            {
                stages[^1] = stages[^1] with { LastDate = day.AddDays(-1) };
            }
            stages.Add(new(name, parent, day, organisation.LastDate));
        }
        return stages;
    }

    /// <summary>The organisation with the names and parents of its stages, oldest first; whether they may stand is for the invariants.</summary>
    public static Organisation Make(IEnumerable<OrganisationStage> stages, Organisation organisation)
    {
        var names = new List<OrganisationName>();
        var parents = new List<OrganisationParent>();
        foreach (var (name, parent, start, last) in stages)
        {
            if (names.Count > 0 && names[^1].Name == name && Follows(names[^1].LastDate, start))
            {
                names[^1] = names[^1] with { LastDate = last };
            }
            else
            {
                names.Add(new() { Name = name, StartDate = start, LastDate = last });
            }
            if (parents.Count > 0 && parents[^1].ParentCode == parent && Follows(parents[^1].LastDate, start))
            {
                parents[^1] = parents[^1] with { LastDate = last };
            }
            else if (parent.Length > 0)
            {
                parents.Add(new() { ParentCode = parent, StartDate = start, LastDate = last });
            }
        }
        return organisation with { Names = names, Parents = parents };
    }

    private static bool Follows(DateOnly? last, DateOnly start) => last == start.AddDays(-1);
}
