using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Batches;

public sealed partial record Batch
{
    /// <summary>
    /// Makes public what every tier has passed, for as many working days as the most patient of the applications' rules says, at least one. An
    /// application that is still under way stops it, and is named.
    /// </summary>
    /// <param name="applicants">Its applications that were submitted and are not over.</param>
    /// <param name="first">First day of publicity.</param>
    /// <param name="calendar">The working days.</param>
    /// <returns>The batch and the applications, in their order, with the publicity begun.</returns>
    public (Batch Batch, IReadOnlyList<Application> Applications) Announce(IReadOnlyList<Applicant> applicants, DateOnly first, WorkingDays calendar)
    {
        In(BatchState.Reviewing);
        ApplicantRules.RequirePersons(this, applicants);
        ApplicantRules.RequireEvidence(this, applicants, first);
        Application[] open = [.. applicants.Select(a => a.Application)];
        if (open.Where(a => !a.IsReviewed).ToList() is { Count: > 0 } unfinished)
        {
            throw new RuleBroken(
                Reason.ReviewsUnfinished, "Applications of the batch are not reviewed to the end; finish, reject or withdraw them first.", [.. ApplicantRules.Named(this, unfinished)])
            {
                FactId = unfinished[0].ApplicationId,
            };
        }
        var days = open.Select(a => a.Submission!.PublicityWorkingDays).Append(1).Max();
        return (BeginPublicity(first, calendar.LastOf(first, days)), [.. open.Select(a => a.BeginPublicity())]);
    }
}
