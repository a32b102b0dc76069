using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class GiveScores
{
    public static Command Create(Words words)
    {
        var scores = new Option<string>("--scores") { Description = words["points by criterion, such as theory=80,practice=90", "各评分项得分，如 theory=80,practice=90"], Required = true };
        return new RequestCommand<GiveScoresRequest>(
                "score", words["give scores as a member of the panel; they are locked then", "评委打分；提交后锁定"], words,
                ("APPLICATION_ID", "application_id", "the application", "申请编号"))
            .With(scores)
            .Does(null, async (request, run, ct) =>
            {
                request.Scores.Add(run.Parse.GetRequiredValue(scores).Split(',').Select(s => Score(s, words)));
                return ApplicationView.Written(await run.Connection.Applications.GiveScoresAsync(request, cancellationToken: ct), run);
            });
    }

    private static Score Score(string text, Words words) => text.Split('=') switch
    {
        [{ Length: > 0 } code, { Length: > 0 and < 10 } points] when points.All(char.IsAsciiDigit) => new() { CriterionCode = code.Trim(), Points = int.Parse(points) },
        _ => throw new UsageException(words["--scores takes CRITERION=POINTS,…, such as theory=80,practice=90.", "--scores 应写作“评分项=分数,…”，如 theory=80,practice=90。"]),
    };
}
