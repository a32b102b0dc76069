namespace Faculty.Domain.Teachers;

/// <summary>Who a person is (身份). Personal data: never in messages of exceptions, logs or metrics.</summary>
public sealed record Identity
{
    /// <summary>Name as written, 1 to 50 characters.</summary>
    public required string DisplayName { get; init; }

    public required Sex Sex { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>Unspecified when there is no number.</summary>
    public IdType IdType { get; init; }

    public string IdNumber { get; init; } = "";

    /// <summary>GB/T 3304 two-digit code, or empty.</summary>
    public string EthnicGroup { get; init; } = "";

    /// <summary>11 digits, or empty.</summary>
    public string Mobile { get; init; } = "";

    /// <summary>What is left of an erased identity.</summary>
    public static Identity Gone { get; } = new() { DisplayName = "", Sex = Sex.Unspecified, BirthDate = default, Erased = true };

    /// <summary>All of it was erased for ever; the other members are empty.</summary>
    public bool Erased { get; init; }

    // A record prints its members; personal data must not reach a log that way.
    public override string ToString() => "Identity";
}

/// <summary>Sex (性别) as the identity document has it.</summary>
public enum Sex
{
    Unspecified = 0,
    Male = 1,
    Female = 2,
}

/// <summary>Kinds of identity document (证件类型).</summary>
public enum IdType
{
    Unspecified = 0,
    Resident = 1,
    HkmtPermit = 2,
    Passport = 3,
    ForeignResidence = 4,
    Other = 5,
}
