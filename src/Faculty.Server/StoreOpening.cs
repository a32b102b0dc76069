using Faculty.Storage;

namespace Faculty.Server;

internal sealed partial class FacultyServer
{
    private static Task<IRegistryStore> OpenStoreAsync(ServerOptions options, TimeProvider clock) =>
        throw new StartException($"the embedded store is not built into this version ({options.DataDirectory}, {clock.LocalTimeZone.Id}).");
}
