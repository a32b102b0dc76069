using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Applications;

/// <summary>`faculty applications …` (认定申请).</summary>
internal static class ApplicationsCommand
{
    public static Command Create(Words words) => new("applications", words["applications for recognition", "双师型认定申请"])
    {
        Precheck.Create(words),
        CreateApplications.Create(words),
        ReviseApplication.Create(words),
        AttachEvidence.Create(words),
        ListEvidence.Create(words),
        SubmitApplications.Create(words),
        WithdrawApplication.Create(words),
        ReturnApplication.Create(words),
        DeclareIneligible.Create(words),
        RecuseFromApplication.Create(words),
        GiveScores.Create(words),
        ReopenScores.Create(words),
        CastVotes.Create(words),
        FinishReviews.Create(words),
        FileObjection.Create(words),
        ResolveObjection.Create(words),
        GetApplication.Create(words),
        ListApplications.Create(words),
    };
}
