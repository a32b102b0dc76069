using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Journal;

/// <summary>The journal as a feed (变更): ids and revisions, never the documents themselves.</summary>
internal sealed partial class ChangeService(IRegistryStore store, RowScope scope, AccountDirectory accounts, CallerTokens tokens, Watching watching, ServerOptions options) : V1.ChangeService.ChangeServiceBase;
