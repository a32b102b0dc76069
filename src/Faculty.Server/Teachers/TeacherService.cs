using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;

namespace Faculty.Server.Teachers;

/// <summary>Keeps teachers and their facts. State changes are verbs, one file each.</summary>
internal sealed partial class TeacherService(
    IRegistryStore store, Write write, TeacherWrites teachers, RowScope scope, CallerTokens tokens,
    OrganisationDirectory directory, AccountDirectory accounts, JournalFollower follower, ForeignNumbers foreignNumbers, Watching watching, TimeProvider clock)
    : V1.TeacherService.TeacherServiceBase;
