using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Tests.Certification.Work;

/// <summary>Batches and applications as most tests need them.</summary>
internal static class Work
{
    public static readonly DateOnly AsOf = new(2025, 9, 1);
    public static readonly DateTimeOffset Now = new(2025, 9, 2, 1, 0, 0, TimeSpan.Zero);
    public const string Clerk = "clerk";
    public const string Officer = "officer";

    public static Batch Batch() => new()
    {
        BatchId = "b", Code = "GP-2025-1", Title = "2025年第一批", OrganisationCode = "GP", Track = RecognitionTrack.Secondary, AsOf = AsOf,
        Authority = "高平市教育局", CertificatePrefix = "GP2025", PublicityStart = new(2025, 10, 9), PublicityLast = new(2025, 10, 15),
    };

    public static Application Application() => new()
    {
        ApplicationId = "a", BatchId = "b", TeacherId = "t", SchoolCode = "GP", Level = RecognitionLevel.Junior, Field = "数控技术",
    };

    public static LevelRules Asking(ReviewTier tier = ReviewTier.School, params IReadOnlyList<Requirement> requirements) =>
        new LevelRules { Track = RecognitionTrack.Secondary, Level = RecognitionLevel.Junior, DecidingTier = tier, Requirements = requirements }.Over(null);

    public static Application Submitted(ReviewTier tier = ReviewTier.School) =>
        Application().Submit(Teachers.Registry.Person(), Asking(tier), "CN/1", AsOf, Clerk, Now);

    public static Batch WithPanel(this Batch batch, params IEnumerable<string> accounts) =>
        batch.WithPanel(new() { Tier = ReviewTier.School, Members = [.. accounts.Select(a => new PanelMember { AccountId = a })] });

    public static Reason? Refused(Action verb)
    {
        try
        {
            verb();
            return null;
        }
        catch (RuleBroken broken)
        {
            return broken.Reason;
        }
    }
}
