using Faculty.Domain;
using Faculty.Domain.Certification.Batches;
using Faculty.Server.Certification.Batches;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using LevelRules = Faculty.Domain.Certification.Rules.LevelRules;
using RecognitionLevel = Faculty.Domain.Certification.RecognitionLevel;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    private async Task<BatchRows> BatchRowsAsync(ServerCallContext context)
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return new(store, await scope.OfAsync(context), organisations.Tree, clock.TodayInChina());
    }

    /// <summary>
    /// The rules of a level that the batch froze for a school when it was opened; they hold for it even when they were withdrawn since. A batch decides only
    /// what its organisation, or one below it, may decide.
    /// </summary>
    /// <exception cref="Refusal">NO_RULES.</exception>
    private (string RuleVersion, LevelRules Rules) Rules(Batch batch, string schoolCode, RecognitionLevel level)
    {
        var tree = organisations.Tree;
        var above = batch.AboveOn(tree, schoolCode);
        var version = batch.RuleVersionAt(above);
        var asked = rules.Now.Book.Applied(version)?.For(batch.Track, level)
            ?? throw new Refusal(ErrorReason.NoRules, "The rules of the batch know no such level.")
            {
                Metadata = [("organisation_code", batch.OrganisationCode), ("day", $"{batch.AsOf:O}"), ("track", $"{batch.Track}"), ("level", $"{level}")],
            };
        var place = ReviewPlace.Of(asked.DecidingTier, above, tree);
        return place is null || batch.AboveOn(tree, place).Contains(batch.OrganisationCode)
            ? (version, asked)
            : throw new RuleBroken(
                Reason.LevelAboveBatch, "The level is decided above the batch's organisation.",
                ("batch_code", batch.Code), ("organisation_code", place), ("level", $"{level}"), ("tier", $"{asked.DecidingTier}"));
    }
}
