using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

/// <summary>An education completed (学历).</summary>
public sealed record Education
{
    public string EducationId { get; init; } = "";

    /// <summary>GB/T 4658 code.</summary>
    public required string Level { get; init; }

    /// <summary>GB/T 6864 code, or empty.</summary>
    public string Degree { get; init; } = "";

    public string Institution { get; init; } = "";

    public string Major { get; init; } = "";

    public PartialDate? GraduatedOn { get; init; }
}

/// <summary>A professional title (职称). Obtained and appointed are two dates.</summary>
public sealed record Title
{
    public string TitleId { get; init; } = "";

    /// <summary>GB/T 8561 code.</summary>
    public required string TitleCode { get; init; }

    public PartialDate? ObtainedOn { get; init; }

    public PartialDate? AppointedOn { get; init; }

    public string Authority { get; init; } = "";
}

/// <summary>A credential (证书). A renewal is a new credential linked to the old one.</summary>
public sealed record Credential
{
    public string CredentialId { get; init; } = "";

    public required CredentialCategory Category { get; init; }

    public string Name { get; init; } = "";

    /// <summary>For skill levels 1 to 5, 5 the lowest.</summary>
    public string Level { get; init; } = "";

    public string Number { get; init; } = "";

    public string Issuer { get; init; } = "";

    public PartialDate? IssuedOn { get; init; }

    public DateOnly? StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    /// <summary>d-dd-dd-dd of the classification of occupations, or empty.</summary>
    public string OccupationCode { get; init; } = "";

    public string RenewsCredentialId { get; init; } = "";

    public string VerifiedBy { get; init; } = "";

    public string VerificationMethod { get; init; } = "";

    /// <summary>The number has an old format and is accepted as it is.</summary>
    public bool Legacy { get; init; }

    /// <summary>First day on which it is no longer valid, revoked (撤销); null while it stands.</summary>
    public DateOnly? RevokedOn { get; init; }

    public string RevocationDocument { get; init; } = "";

    public string RevocationReason { get; init; } = "";

    /// <summary>The days on which it is valid; from the beginning of days when none is known. Null when it was revoked before.</summary>
    public Period? ValidDays
    {
        get
        {
            var first = StartDate ?? IssuedOn?.Earliest ?? DateOnly.MinValue;
            return RevokedOn <= first || LastDate < first ? null : new(first, RevokedOn is { } day && !(LastDate < day) ? day.AddDays(-1) : LastDate);
        }
    }

    public bool IsValidOn(DateOnly day) => ValidDays is { } days && days.Covers(day);
}

/// <summary>Categories of credential (证书类别).</summary>
public enum CredentialCategory
{
    Unspecified = 0,
    TeacherQualification = 1,
    SkillLevel = 2,
    VocationalQualification = 3,
    Industry = 4,
    OnePlusX = 5,
    Assessor = 6,
    Other = 7,
}

/// <summary>Practice in an enterprise (企业实践). Only verified days count.</summary>
public sealed record Practice
{
    public string PracticeId { get; init; } = "";

    public required string Enterprise { get; init; }

    public string Post { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public bool Verified { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>An honour (荣誉), such as 教学名师.</summary>
public sealed record Honour
{
    public string HonourId { get; init; } = "";

    public required string Title { get; init; }

    public string Level { get; init; } = "";

    public PartialDate? GrantedOn { get; init; }

    public string DocumentNumber { get; init; } = "";

    public DateOnly? RevokedOn { get; init; }
}
