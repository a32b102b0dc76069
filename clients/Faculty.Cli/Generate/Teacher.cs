namespace Faculty.Cli.Generate;

/// <summary>One generated person with all facts, in the words of the import tables.</summary>
internal sealed record Teacher
{
    /// <summary>1, 2, 3 … through the whole roster.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }
    public required bool Male { get; init; }
    public required DateOnly Birth { get; init; }

    /// <summary>Absent for about a third, as in older records.</summary>
    public required string? IdNumber { get; init; }

    public required string EthnicGroup { get; init; }
    public required string? Mobile { get; init; }

    public List<Engagement> Engagements { get; } = [];
    public List<Post> Posts { get; } = [];
    public List<Spell> Spells { get; } = [];
    public List<Education> Educations { get; } = [];
    public List<Title> Titles { get; } = [];
    public List<Credential> Credentials { get; } = [];
    public List<Practice> Practices { get; } = [];
    public List<Recognition> Recognitions { get; } = [];
    public List<Honour> Honours { get; } = [];

    public string Ref => $"T{Number:D7}";
}

/// <summary>An engagement (聘用); open without a last day.</summary>
internal sealed record Engagement(
    School School, string Kind, string Route, string StaffNumber, DateOnly Start, DateOnly? Last = null, string? EndReason = null)
{
    public bool FullTime => Kind is "ESTABLISHED" or "CONTROLLED" or "CONTRACT";

    public bool External => Kind is "EXTERNAL_ENTERPRISE" or "EXTERNAL_SCHOOL" or "REHIRED_RETIREE";
}

internal sealed record Post(
    School School, Department Department, string Category, Major? Major, bool Primary, DateOnly Start, DateOnly? Last);

internal sealed record Spell(School School, string Reason, DateOnly Start, DateOnly? Last);

/// <summary>An education (学历), completed on a day or in a month (YYYY-MM).</summary>
internal sealed record Education(string Level, string? Degree, string Institution, string Subject, string GraduatedOn);

internal sealed record Title(string Code, DateOnly ObtainedOn, DateOnly? AppointedOn, string Authority);

internal sealed record Credential(
    string Category, string Name, string? Level, string Number, string Issuer, DateOnly IssuedOn, DateOnly? Start, DateOnly? Last,
    string? OccupationCode);

internal sealed record Practice(string Enterprise, string Post, DateOnly Start, DateOnly Last, bool Verified);

internal sealed record Recognition(
    string Level, string Field, string CertificateNumber, string Authority, DateOnly Start, DateOnly Last, string Trust)
{
    public List<RecognitionEvent> Events { get; } = [];
}

internal sealed record RecognitionEvent(string Type, DateOnly EffectiveOn, string DocumentNumber, string Reason);

internal sealed record Honour(string Title, string Level, DateOnly GrantedOn, string DocumentNumber);
