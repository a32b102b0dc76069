using Faculty.Storage;

namespace Faculty.Server.Privacy;

/// <summary>What the server keeps personal data sealed with (个人信息保护): the ring, the persons' keys, and the seal made of them.</summary>
internal sealed class PersonalData : IDisposable
{
    private readonly KeyDirectory directory;

    private PersonalData(KeyDirectory directory, KeyRing ring, PersonKeys keys, long cacheBytes)
    {
        (this.directory, Ring, Keys) = (directory, ring, keys);
        Opened = new(cacheBytes);
        Seal = new(keys, Opened);
        Blind = new(ring.Key(BlindIndex.Purpose));
    }

    public KeyRing Ring { get; }

    public PersonKeys Keys { get; }

    public OpenedBodies Opened { get; }

    public IdentitySeal Seal { get; }

    public BlindIndex Blind { get; }

    /// <summary>
    /// Opens the keys of a data directory; makes them only for one that is empty, because a store is read with the keys it was written with.
    /// </summary>
    public static PersonalData Open(ServerOptions options, TimeProvider clock)
    {
        var isNew = !Directory.Exists(options.DataDirectory) || !Directory.EnumerateFiles(options.DataDirectory, "journal-*").Any();
        KeyDirectory? directory = null;
        KeyRing? ring = null;
        try
        {
            // Not made for keys that are missing: a copy of the directory put there would land inside it.
            if (!isNew && !Directory.Exists(options.KeysDirectory))
            {
                throw KeyRing.Missing(options.KeysDirectory);
            }
            directory = KeyDirectory.Take(options.KeysDirectory, options.DataDirectory);
            ring = KeyRing.Open(directory, isNew, clock);
            return new(directory, ring, PersonKeys.Open(ring, isNew), options.OpenedCacheBytes);
        }
        catch (Exception problem)
        {
            ring?.Dispose();
            directory?.Dispose();
            throw problem is IOException or UnauthorizedAccessException or StoreDamagedException or StoreUnavailableException
                ? new StartException($"the keys in '{options.KeysDirectory}' cannot be opened: {problem.Message}")
                : problem;
        }
    }

    public void Dispose()
    {
        Keys.Dispose();
        Ring.Dispose();
        directory.Dispose();
    }
}
