using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Sightings;

/// <summary>Shows what is masked elsewhere, one person at a time, and tells who looked (查看记录).</summary>
internal sealed partial class SightingService(
    IRegistryStore store, Disclosures disclosures, RowScope scope, CallerTokens tokens, OrganisationDirectory directory, AccountDirectory accounts,
    JournalFollower follower, Watching watching)
    : V1.SightingService.SightingServiceBase
{
    private Sighting ToWire(StoredSighting stored) => new()
    {
        SightingId = stored.SightingId,
        Time = stored.Time,
        PrincipalId = stored.PrincipalId,
        AccountName = accounts.NameOf(stored.PrincipalId),
        Kind = stored.FileId.Length > 0 ? SightingKind.Evidence : stored.TeacherId.Length > 0 ? SightingKind.Reveal : SightingKind.Export,
        TeacherId = stored.TeacherId,
        Reason = stored.Reason,
        Fields = { stored.Fields },
        ApplicationId = stored.ApplicationId,
        FileId = stored.FileId,
    };
}
