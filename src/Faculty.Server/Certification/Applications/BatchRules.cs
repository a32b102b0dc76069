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

    /// <summary>The rules of a level that the batch froze when it was opened; they hold for it even when they were withdrawn since.</summary>
    /// <exception cref="Refusal">NO_RULES.</exception>
    private LevelRules Rules(Batch batch, RecognitionLevel level)
    {
        var (code, version) = (batch.RuleVersion.Split('/')[0], int.Parse(batch.RuleVersion.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
        return rules.Now.Book.Applied(code, version)?.For(batch.Track, level)
            ?? throw new Refusal(ErrorReason.NoRules, "The rules of the batch know no such level.")
            {
                Metadata = [("organisation_code", batch.OrganisationCode), ("day", $"{batch.AsOf:O}"), ("track", $"{batch.Track}"), ("level", $"{level}")],
            };
    }
}
