using Faculty.Domain.Certification;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Metrics;

/// <summary>
/// How a scope sees a person on a day, in nine bits: engagement class, category of the primary post, in a spell or teaching, highest level
/// recognised, on an authorised seat or not. Zero = not there. 512 values, so whatever a scope counts is a vector of 512 heads.
/// </summary>
public readonly record struct Standing(ushort Packed)
{
    public const int Count = 512;

    public static readonly Standing Absent;

    public EngagementClass Class => (EngagementClass)(Packed & 3);

    public PostCategory Category => (PostCategory)(Packed >> 2 & 7);

    public bool InSpell => (Packed & 32) != 0;

    public RecognitionLevel Level => (RecognitionLevel)(Packed >> 6 & 3);

    /// <summary>The engagement is ESTABLISHED (在编): it takes a seat of the establishment.</summary>
    public bool OnSeat => (Packed & 256) != 0;

    // A primary post always has a category.
    public bool IsAbsent => Category == PostCategory.Unspecified;

    /// <summary>Who wins where a person is tied to a scope twice: full-time, external, internal; then who teaches the specialty.</summary>
    internal int Rank => IsAbsent ? 0 : 1 + ((int)Class << 4) + (CategoryRank << 1) + (InSpell ? 0 : 1);

    private int CategoryRank => Category switch
    {
        PostCategory.Specialty => 6,
        PostCategory.Practice => 5,
        PostCategory.Common => 4,
        PostCategory.Admin => 3,
        PostCategory.Auxiliary => 2,
        _ => 1,
    };

    public static Standing Of(EngagementClass engagement, PostCategory category, bool inSpell, RecognitionLevel level, bool onSeat = false) =>
        new((ushort)((int)engagement | (int)category << 2 | (inSpell ? 32 : 0) | (int)level << 6 | (onSeat ? 256 : 0)));

    internal Standing With(EngagementClass engagement, PostCategory category, bool onSeat) => Of(engagement, category, InSpell, Level, onSeat);

    internal Standing With(bool inSpell) => Of(Class, Category, inSpell, Level, OnSeat);
}
