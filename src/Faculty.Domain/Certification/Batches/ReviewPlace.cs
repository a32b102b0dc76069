using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;

namespace Faculty.Domain.Certification.Batches;

/// <summary>Whose review a tier is: the school's, that of the county or city above it, the province's.</summary>
public static class ReviewPlace
{
    /// <param name="tier">The tier.</param>
    /// <param name="above">The school and those above it, the nearest first.</param>
    /// <param name="tree">The organisations.</param>
    /// <returns>The code of the organisation; null when there is none.</returns>
    public static string? Of(ReviewTier tier, IReadOnlyList<string> above, OrganisationTree tree) => tier switch
    {
        ReviewTier.School => above[0],
        ReviewTier.City => above.FirstOrDefault(c => tree.Find(c)?.Kind is OrganisationKind.County or OrganisationKind.City),
        _ => above.FirstOrDefault(c => tree.Find(c)?.Kind == OrganisationKind.Province),
    };

    /// <summary>The lowest tier, up to the one that decides, without an organisation; null when each has one.</summary>
    public static ReviewTier? MissingTier(ReviewTier deciding, IReadOnlyList<string> above, OrganisationTree tree) =>
        Enum.GetValues<ReviewTier>().Where(t => t != ReviewTier.Unspecified && t <= deciding && Of(t, above, tree) is null).Select(t => (ReviewTier?)t).FirstOrDefault();
}
