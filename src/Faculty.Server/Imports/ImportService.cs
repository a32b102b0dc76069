using Faculty.Server.Access;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;

namespace Faculty.Server.Imports;

/// <summary>Takes in rosters (导入): upload in chunks, check or import, fetch the marked workbook.</summary>
internal sealed partial class ImportService(
    IRegistryStore store, JournalFollower follower, OrganisationDirectory organisations, RowScope scope, SeatWrites seats, EstablishmentDirectory establishments, HiringDirectory hiringLines, CallerTokens tokens, Watching watching, Uploads uploads, RequestDigest digests,
    ForeignNumbers foreignNumbers, AuditLog audit, AccessRules rules, TimeProvider clock)
    : V1.ImportService.ImportServiceBase;
