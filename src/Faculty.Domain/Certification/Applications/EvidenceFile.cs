using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Certification.Applications;

/// <summary>
/// A file shown as evidence (佐证附件). Its name and the SHA-256 of its content tell of a person, so that here they are sealed: whoever has the
/// person's key opens them.
/// </summary>
public sealed record EvidenceFile
{
    public required string FileId { get; init; }

    /// <summary>The fact that it shows; null = the application as a whole.</summary>
    public FactUsed? Fact { get; init; }

    public required string MediaType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Name and digest, sealed; base64.</summary>
    public required string Seal { get; init; }
}
