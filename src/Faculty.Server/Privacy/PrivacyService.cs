using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Privacy;

/// <summary>Ends the keeping of personal data (个人信息).</summary>
internal sealed partial class PrivacyService(
    IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, Erasure erasure, Watching watching, ServerOptions options, TimeProvider clock)
    : V1.PrivacyService.PrivacyServiceBase;
