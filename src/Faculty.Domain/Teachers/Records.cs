namespace Faculty.Domain.Teachers;

/// <summary>The number a school uses for a person in its workbooks (教师编号).</summary>
public sealed record ImportRef
{
    public required string SchoolCode { get; init; }

    public required string Ref { get; init; }
}

/// <summary>A record merged into another, with the facts it brought; un-merging takes them out again.</summary>
public sealed record MergedRecord
{
    public required string TeacherId { get; init; }

    public IReadOnlyList<string> FactIds { get; init; } = [];
}
