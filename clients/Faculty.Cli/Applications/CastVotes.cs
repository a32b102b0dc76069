using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class CastVotes
{
    public static Command Create(Words words)
    {
        var chosen = new ChosenApplications(words);
        var tier = Tiers.Option(words);
        (Option<bool> Option, VoteChoice Choice)[] choices =
        [
            (Inputs.Flag("--for", words["for it", "同意"]), VoteChoice.For),
            (Inputs.Flag("--against", words["against it", "反对"]), VoteChoice.Against),
            (Inputs.Flag("--abstain", words["neither", "弃权"]), VoteChoice.Abstain),
        ];
        return chosen.Of(new RequestCommand<CastVotesRequest>("vote", words["vote as a member of the panel, once on each", "评委投票，每件一次"], words))
            .With(tier)
            .With([.. choices.Select(c => c.Option)])
            .Does(null, (request, run, ct) =>
            {
                request.Choice = choices.Where(c => run.Parse.GetValue(c.Option)).Select(c => c.Choice).ToList() is [var one]
                    ? one
                    : throw new UsageException(words["Say one of --for, --against and --abstain.", "请在 --for、--against、--abstain 中选一个。"]);
                return chosen.SendAsync(
                    request, run,
                    () => new() { Tier = Tiers.Of(run.Parse.GetValue(tier), words) },
                    async part => await run.Connection.Applications.CastVotesAsync(part, cancellationToken: ct),
                    async () =>
                    {
                        var self = (await run.Connection.Sessions.WhoAmIAsync(new(), cancellationToken: ct)).Account.AccountId;
                        return a => a.Reviews.Any(r => r.Recusals.Any(x => x.AccountId == self));
                    },
                    ct);
            });
    }
}
