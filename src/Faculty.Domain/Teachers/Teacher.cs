using Faculty.Domain.Certification;

namespace Faculty.Domain.Teachers;

/// <summary>
/// A teacher (教师): one natural person, once in the whole registry, with dated facts. Immutable; verbs return the next
/// record.
/// </summary>
public sealed partial record Teacher
{
    public required string TeacherId { get; init; }

    public required Identity Identity { get; init; }

    public IReadOnlyList<Engagement> Engagements { get; init; } = [];

    public IReadOnlyList<Post> Posts { get; init; } = [];

    public IReadOnlyList<Spell> Spells { get; init; } = [];

    public IReadOnlyList<Education> Educations { get; init; } = [];

    public IReadOnlyList<Title> Titles { get; init; } = [];

    public IReadOnlyList<Credential> Credentials { get; init; } = [];

    public IReadOnlyList<Practice> Practices { get; init; } = [];

    public IReadOnlyList<Recognition> Recognitions { get; init; } = [];

    public IReadOnlyList<Honour> Honours { get; init; } = [];

    /// <summary>The numbers schools use for this person in their workbooks.</summary>
    public IReadOnlyList<ImportRef> ImportRefs { get; init; } = [];

    /// <summary>The record this one was merged into; empty while it stands for itself.</summary>
    public string MergedIntoTeacherId { get; init; } = "";

    public IReadOnlyList<MergedRecord> MergedRecords { get; init; } = [];

    /// <summary>Records reviewed as being other persons.</summary>
    public IReadOnlyList<string> ReviewedTeacherIds { get; init; } = [];
}
