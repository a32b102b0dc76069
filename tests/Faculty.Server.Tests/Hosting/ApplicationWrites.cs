using Faculty.Server.Tests.Certification.Applications;
using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Certification.Files;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Protobuf;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;
using PanelMember = Faculty.Domain.Certification.Batches.PanelMember;

namespace Faculty.Server.Tests.Hosting;

/// <summary>An example of every write about applications; what others filed is there from the start, since nobody reviews what they filed.</summary>
internal static class ApplicationWrites
{
    private static readonly string Scored = Id(1), Returned = Id(2), Vetoed = Id(3), Public = Id(4);

    /// <summary>Also a draft of somebody else, with a file on its way to it.</summary>
    public static async Task<AttachEvidenceRequest> PrepareAsync(TestServer server)
    {
        await server.InsertAsync(Filing.Batch("OPEN", BatchState.Open), Filing.Batch("REVIEWING", BatchState.Reviewing) with
        {
            Panels = [new() { Tier = Domain.Certification.Rules.ReviewTier.School, Members = [new PanelMember { AccountId = await server.AccountIdAsync() }] }],
        }, Filing.Batch("PUBLIC", BatchState.Publicity) with { PublicityStart = new(2025, 11, 1), PublicityLast = new(2025, 12, 31) });
        await server.ApplyAsync(
        [
            .. ((string[])[Scored, Returned, Vetoed]).Select(id => Deciding.Applied("REVIEWING", id, ApplicationState.Submitted) with { ApplicationId = id }),
            Deciding.Applied("PUBLIC", Public, ApplicationState.Publicity) with { ApplicationId = Public },
        ]);
        var draft = Id(5);
        var applicant = await server.HireAsync("赵佐证", "8001");
        await server.ApplyAsync([Deciding.Applied("OPEN", applicant.TeacherId, ApplicationState.Draft) with { ApplicationId = draft }]);
        var upload = await server.EvidenceFiles.UploadAsync(draft, Sending.Pdf(100));
        return new() { ApplicationId = draft, UploadId = upload, Sha256 = Sending.Sha256(Sending.Pdf(100)) };
    }

    /// <param name="last">The last reply, in which ids stand that were made.</param>
    /// <param name="accountId">The caller.</param>
    public static IEnumerable<(string Rpc, Func<Teacher, IMessage> Request)> Of(Func<IMessage> last, Func<string> accountId)
    {
        var made = "";
        yield return ("CreateApplications", t => new CreateApplicationsRequest { BatchCode = "OPEN", Applications = { new NewApplication { TeacherId = t.TeacherId, Level = RecognitionLevel.Junior, Field = "装备制造" } } });
        made = ((CreateApplicationsResponse)last()).Applications[0].ApplicationId;
        yield return ("ReviseApplication", _ => new ReviseApplicationRequest { ApplicationId = made, Field = "信息技术" });
        yield return ("SubmitApplications", _ => new SubmitApplicationsRequest { ApplicationIds = { made } });
        yield return ("WithdrawApplication", _ => new WithdrawApplicationRequest { ApplicationId = made, Explanation = "不再申报" });
        yield return ("GiveScores", _ => new GiveScoresRequest { ApplicationId = Scored, Scores = { new Score { CriterionCode = "teaching", Points = 50 }, new Score { CriterionCode = "skill", Points = 30 } } });
        yield return ("ReopenScores", _ => new ReopenScoresRequest { ApplicationId = Scored, AccountId = accountId(), Ground = "误填" });
        yield return ("GiveScores", _ => new GiveScoresRequest { ApplicationId = Scored, Scores = { new Score { CriterionCode = "teaching", Points = 40 }, new Score { CriterionCode = "skill", Points = 30 } } });
        yield return ("CastVotes", _ => new CastVotesRequest { ApplicationIds = { Scored }, Choice = VoteChoice.For });
        yield return ("FinishReviews", _ => Filing.Finish(ReviewTier.School, ReviewVerdict.Pass, Scored));
        yield return ("RecuseFromApplication", _ => new RecuseFromApplicationRequest { ApplicationId = Returned, Ground = "亲属" });
        yield return ("ReturnApplication", _ => new ReturnApplicationRequest { ApplicationId = Returned, Items = { new ReturnItem { Problem = "缺证明" } } });
        yield return ("DeclareIneligible", _ => new DeclareIneligibleRequest { ApplicationId = Vetoed, Cause = EndingCause.FalseEvidence, Explanation = "材料不实" });
        yield return ("FileObjection", _ => new FileObjectionRequest { ApplicationId = Public, Ground = "材料不实" });
        made = ((FileObjectionResponse)last()).Application.Objections[0].ObjectionId;
        yield return ("ResolveObjection", _ => new ResolveObjectionRequest { ApplicationId = Public, ObjectionId = made, Outcome = ObjectionState.Rejected, Finding = "无误" });
    }

    /// <param name="last">The last reply.</param>
    /// <param name="attach">The file that is attached first.</param>
    public static IEnumerable<(string Rpc, IMessage Request)> OfFiles(Func<IMessage> last, AttachEvidenceRequest attach)
    {
        yield return ("AttachEvidence", attach);
        var file = ((AttachEvidenceResponse)last()).Application.Files[0].FileId;
        yield return ("RemoveEvidence", new RemoveEvidenceRequest { ApplicationId = attach.ApplicationId, FileId = file });
    }

    private static string Id(int number) => $"0190a5c27d2e7b0a9c3e1f2a3b4c5d9{number}";
}
