using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;

namespace Faculty.Server.Certification.Applications;

/// <summary>Whose review a tier is: the school's, that of the county or city above it, the province's; without one, the batch's organisation's.</summary>
internal static class ReviewPlaces
{
    /// <returns>The code of the organisation.</returns>
    public static string Of(ReviewTier tier, Application application, Batch batch, OrganisationTree tree, DateOnly today)
    {
        return tier switch
        {
            ReviewTier.School => application.SchoolCode,
            ReviewTier.City => Nearest(OrganisationKind.County, OrganisationKind.City),
            _ => Nearest(OrganisationKind.Province),
        };

        string Nearest(params ReadOnlySpan<OrganisationKind> kinds)
        {
            var above = tree.Find(application.SchoolCode);
            while (above is not null && !kinds.Contains(above.Kind))
            {
                above = above.LastParentOn(today) is { } parent ? tree.Find(parent) : null;
            }
            return above?.Code ?? batch.OrganisationCode;
        }
    }

    /// <summary>The tier that has the application now; reviewed to the end, the one that decided, and else the school, where it begins.</summary>
    public static ReviewTier TierOf(Application application) =>
        application.TierNow ?? (application.IsReviewed || application.State is ApplicationState.Publicity or ApplicationState.Objection ? application.Submission!.DecidingTier : ReviewTier.School);
}
