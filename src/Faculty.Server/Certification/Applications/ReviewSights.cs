using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Certification.Files;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

/// <summary>What of applications each caller is shown.</summary>
internal sealed class ReviewSights(IRegistryStore store, RowScope scope, EvidenceFiles files, AccountDirectory accounts)
{
    public async ValueTask<ReviewSight> OfAsync(ServerCallContext context) =>
        new(
            store, scope.Everyone, files, accounts, await scope.OfAsync(context, Permission.Decide), await scope.OfAsync(context, Permission.ReadTeachers),
            await scope.OfAsync(context, Permission.ReadEvidence), await scope.NamesAsync(context));
}
