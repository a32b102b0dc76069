using Faculty.Domain.Time;

namespace Faculty.Domain.Organisations;

/// <summary>An organisation (机构) of the tree: authority, school, department or enterprise, with its names and parents over time.</summary>
public sealed partial record Organisation
{
    public string OrganisationId { get; init; } = "";

    /// <summary>1 to 32 of A-Z, a-z, 0-9, hyphen; never reused.</summary>
    public required string Code { get; init; }

    public required OrganisationKind Kind { get; init; }

    public IReadOnlyList<OrganisationName> Names { get; init; } = [];

    public IReadOnlyList<OrganisationParent> Parents { get; init; } = [];

    public string SchoolType { get; init; } = "";

    public string RegionCode { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public IReadOnlyList<string> SuccessorCodes { get; init; } = [];

    public Period Period => new(StartDate, LastDate);

    /// <summary>The name borne on a day; before the first day the first name, after the last the last.</summary>
    public string NameOn(DateOnly day) =>
        Names.Count == 0 ? "" : (Names.LastOrDefault(n => n.StartDate <= day) ?? Names[0]).Name;

    /// <summary>What it stands under on a day; before the first day what it will stand under, after the last what it stood under.</summary>
    public string? LastParentOn(DateOnly day) => Parents.Count == 0 ? null : (Parents.LastOrDefault(p => p.StartDate <= day) ?? Parents[0]).ParentCode;

    public string? ParentOn(DateOnly day) => Parents.FirstOrDefault(p => p.Period.Covers(day))?.ParentCode;
}

/// <summary>A name an organisation bears for a time.</summary>
public sealed record OrganisationName
{
    public required string Name { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>What an organisation stands under for a time (上级机构).</summary>
public sealed record OrganisationParent
{
    public required string ParentCode { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>Kinds of organisation (机构类型); which may stand under which is in <see cref="OrganisationInvariants"/>.</summary>
public enum OrganisationKind
{
    Unspecified = 0,
    Nation = 1,
    Province = 2,
    City = 3,
    County = 4,
    School = 5,
    Department = 6,
    AttachedClass = 7,
    Enterprise = 8,
}
