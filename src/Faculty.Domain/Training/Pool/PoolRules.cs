using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Training.Pool;

/// <summary>The rules of the pool (师资库规则), which are data: days of publicity, accepted credentials, travel places.</summary>
public sealed record PoolRules
{
    /// <summary>Somebody has compared them with documents and maps.</summary>
    public bool Verified { get; init; }

    public int PublicityWorkingDays { get; init; }

    public IReadOnlyList<CredentialAcceptance> Acceptances { get; init; } = [];

    public IReadOnlyList<TravelPlace> Places { get; init; } = [];

    public TravelPlace? Place(string code) => Places.FirstOrDefault(p => p.Code == code);

    /// <exception cref="FormatException">The rules ask for nothing, or for what cannot be.</exception>
    public PoolRules Sound()
    {
        Require(PublicityWorkingDays is >= 1 and <= 60, "publicityWorkingDays must be 1 to 60");
        foreach (var acceptance in Acceptances)
        {
            Require(
                acceptance.Category != CredentialCategory.Unspecified && acceptance.Name.Length > 0 && acceptance.Level != SkillLevel.Unspecified
                    && acceptance.OccupationCodes.Count > 0 && acceptance.OccupationCodes.All(CodeTables.Occupations.Contains),
                $"the acceptance '{acceptance.Name}' must give category, name, level and occupations of the classification");
        }
        foreach (var place in Places)
        {
            Require(place.Code.Length > 0 && place.Name.Length > 0 && Places.Count(p => p.Code == place.Code) == 1, $"the place '{place.Code}' must have a code, which stands once, and a name");
            Require(Math.Abs(place.XMinutes) <= 10_000 && Math.Abs(place.YMinutes) <= 10_000, $"the place '{place.Code}' lies too far away");
        }
        return this;
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new FormatException(problem);
        }
    }
}

/// <summary>A credential that is accepted as proof for occupations it does not name (证书认可).</summary>
public sealed record CredentialAcceptance
{
    public required CredentialCategory Category { get; init; }

    /// <summary>As it is written on the credential.</summary>
    public required string Name { get; init; }

    public IReadOnlyList<string> OccupationCodes { get; init; } = [];

    /// <summary>The highest it proves where the credential has no level.</summary>
    public SkillLevel Level { get; init; }

    public string DocumentNumber { get; init; } = "";

    public bool Accepts(Credential credential, string occupationCode) =>
        credential.Category == Category && credential.Name == Name && OccupationCodes.Contains(occupationCode, StringComparer.Ordinal);
}
