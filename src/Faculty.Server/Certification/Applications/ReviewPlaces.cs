using Faculty.Domain;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;

namespace Faculty.Server.Certification.Applications;

/// <summary>Whose review a tier is, by the organisations above the school today.</summary>
internal static class ReviewPlaces
{
    /// <returns>The code of the organisation.</returns>
    public static string Of(ReviewTier tier, Application application, Batch batch, OrganisationTree tree, DateOnly today)
    {
        List<string> above = [application.SchoolCode];
        while (tree.Find(above[^1])?.LastParentOn(today) is { } parent)
        {
            above.Add(parent);
        }
        // There was one when the batch was opened.
        return ReviewPlace.Of(tier, above, tree) ?? throw new RuleBroken(
            Reason.TierMissing, "The tier has no organisation above the school any more.",
            ("batch_code", batch.Code), ("organisation_code", application.SchoolCode), ("level", $"{application.Level}"), ("tier", $"{tier}"));
    }

    /// <summary>The tier that has the application now; reviewed to the end, the one that decided, and else the school, where it begins.</summary>
    public static ReviewTier TierOf(Application application) =>
        application.TierNow ?? (application.IsReviewed || application.State is ApplicationState.Publicity or ApplicationState.Objection ? application.Submission!.DecidingTier : ReviewTier.School);
}
