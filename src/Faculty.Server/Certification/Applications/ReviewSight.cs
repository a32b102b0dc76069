using Faculty.Server.Access;
using Faculty.Server.Certification.Files;
using Faculty.Storage;
using Faculty.V1;
using Application = Faculty.Domain.Certification.Applications.Application;

namespace Faculty.Server.Certification.Applications;

/// <summary>
/// Applications as a caller may read them; their only way to the wire. Who said what in review is for those who review and decide at the school or
/// above it, which the members of every panel do. Whoever else reads one sees its state, how each tier ended, what is to be mended and why it ended.
/// </summary>
internal sealed class ReviewSight(EvidenceFiles files, Coverage deciding)
{
    public V1.Application Shown(Stored<Application> stored)
    {
        var message = files.ToWire(stored);
        if (!deciding.Covers(stored.Value.SchoolCode))
        {
            Hide(message);
        }
        return message;
    }

    private static void Hide(V1.Application application)
    {
        foreach (var review in application.Reviews)
        {
            review.Recusals.Clear();
            review.Sheets.Clear();
            review.Votes.Clear();
            (review.Opinion, review.ActorId) = ("", "");
        }
        foreach (var returned in application.Returns)
        {
            returned.ActorId = "";
        }
        foreach (var objection in application.Objections)
        {
            objection.ActorId = "";
        }
        if (application.Ending is { Cause: not EndingCause.Withdrawn } ending)
        {
            ending.ActorId = "";
            // The review's opinion, and what people found about somebody's conduct.
            ending.Explanation = ending.Cause is EndingCause.EthicsVeto or EndingCause.Review ? "" : ending.Explanation;
        }
    }
}
