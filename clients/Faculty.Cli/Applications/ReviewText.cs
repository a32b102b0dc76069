using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>What a tier did with an application: who stepped aside, scores in all their revisions, votes, and the end.</summary>
internal static class ReviewText
{
    public static void Write(Application application, TierReview review, Run run)
    {
        var words = run.Words;
        var end = review.Verdict != ReviewVerdict.Unspecified ? words.Of(review.Verdict)
            : application.Returns.Any(r => r.Submission == review.Submission) ? words["given back", "已退回"]
            : application.State >= ApplicationState.Recognised ? words["not finished", "未完成"]
            : words["goes on", "进行中"];
        run.WriteLine(string.Join("  ", ((string[])
        [
            words[$"{words.Of(review.Tier)} review of submission {review.Submission}: {end}", $"{words.Of(review.Tier)}评审（第 {review.Submission} 次提交）：{end}"],
            Votes(review, words), review.Minute, review.Opinion,
        ]).Where(t => t.Length > 0)));
        ApplicationView.Rows(
            [
                .. review.Recusals.Select(r => (string[])[Name(r.AccountId), words["stepped aside", "回避"], r.Ground, Dates.Of(r.Time)]),
                .. review.Sheets.Select(s => (string[])
                [
                    Name(s.AccountId), words[$"scores {s.Revision}", $"评分 {s.Revision}"],
                    string.Join(words[", ", "、"], s.Scores.Select(x => $"{x.CriterionCode} {x.Points}")) + (s.Reopened.Length > 0 ? words[$"; reopened: {s.Reopened}", $"；已重新打开：{s.Reopened}"] : ""),
                    Dates.Of(s.Time),
                ]),
                .. review.Votes.Select(v => (string[])
                [
                    Name(v.AccountId), words["vote", "投票"], words.Of(v.Choice) + (review.Recusals.Any(r => r.AccountId == v.AccountId) ? words["; does not count", "；不计"] : ""), Dates.Of(v.Time),
                ]),
            ],
            row => row, run, words["member", "评委"], words["what", "事项"], words["said", "内容"], words["time", "时间"]);

        string Name(string accountId) => ApplicationView.Account(application, accountId);
    }

    // Whoever stepped aside after voting has a vote that does not count.
    private static string Votes(TierReview review, Words words) => string.Join(words[", ", "、"], review.Votes
        .Where(v => review.Recusals.All(r => r.AccountId != v.AccountId))
        .GroupBy(v => v.Choice)
        .OrderBy(g => g.Key)
        .Select(g => words[$"{g.Count()} {words.Of(g.Key)}", $"{words.Of(g.Key)} {g.Count()}"]));
}
