using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Privacy;

/// <summary>Copies ring and persons' keys into a directory of their own (密钥备份), while everybody goes on.</summary>
internal sealed class KeyCopy(PersonalData personal, ServerOptions options, TimeProvider clock)
{
    private const string NoteName = "copied";
    private const int MostAttempts = 3;

    /// <summary>What is known of the newest copy; null when none was made.</summary>
    public static StoredKeyCopy? Newest(KeyDirectory directory) => directory.Read(NoteName) is { } bytes ? StoredKeyCopy.Parser.ParseFrom(bytes) : null;

    /// <summary>
    /// Makes a copy, durable and read back when this returns. A key that is made meanwhile may be in it or not: copy the keys after the data, so that every
    /// person of the copied data has one. Throws <see cref="Refusal"/> when the place will not do.
    /// </summary>
    public BackUpKeysResponse Make(string path)
    {
        RequirePlace(path);
        KeyDirectory.MakePrivate(path);
        var (ring, slots, damaged) = CopyFiles(path);
        Disk.Real.SyncDirectory(path);
        var now = clock.GetUtcNow();
        var note = new StoredKeyCopy { MakeTime = Timestamp.FromDateTimeOffset(now), KeyCount = slots, Version = ring.Max() };
        personal.Ring.Directory.Replace(NoteName, note.ToByteArray());
        return new()
        {
            KeyCount = slots,
            DamagedCount = damaged,
            Versions = { ring },
            Bytes = Directory.EnumerateFiles(path).Sum(f => new FileInfo(f).Length),
            DestroyByTime = Timestamp.FromDateTimeOffset(now + KeyCheck.CopyTerm),
        };
    }

    // The ring is the same before and after: then it has every version that a copied key is wrapped with.
    private (IReadOnlyList<uint> Versions, uint Slots, uint Damaged) CopyFiles(string path)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var before = personal.Ring.Directory.Read(KeyRing.FileName)!;
            uint slots;
            using (var copy = KeyDirectory.OpenPrivate(Path.Combine(path, PersonKeys.FileName)))
            {
                copy.SetLength(0);
                slots = personal.Keys.CopyTo(copy);
                copy.Sync();
            }
            using (var ring = KeyDirectory.OpenPrivate(Path.Combine(path, KeyRing.FileName)))
            {
                ring.SetLength(0);
                ring.Write(before, 0);
                ring.Sync();
            }
            if (personal.Ring.Directory.Read(KeyRing.FileName)!.AsSpan().SequenceEqual(before) && Damaged(path, slots) is { } damaged)
            {
                return ([.. personal.Ring.Versions.Select(v => v.Version)], slots, damaged);
            }
        }
        throw new Refusal(ErrorReason.Conflict, "The copy is not good: a rotation of the keys kept coming between, or what was written there does not read back. Destroy it; try again when the rotation is complete, or on another disk.");
    }

    // Opens the copy as a start would, every key of it. How many cannot be read because they cannot here either; null when one can here that cannot there.
    private uint? Damaged(string path, uint slots)
    {
        try
        {
            using var directory = KeyDirectory.Take(path, options.DataDirectory);
            using var ring = KeyRing.Open(directory, mayCreate: false, clock);
            using var keys = PersonKeys.Open(ring, mayCreate: false);
            uint damaged = 0;
            for (uint slot = 1; slot <= slots; slot++)
            {
                if (!keys.IsReadable(slot))
                {
                    if (personal.Keys.IsReadable(slot))
                    {
                        return null;
                    }
                    damaged += personal.Keys.IsWritten(slot) ? 1u : 0;
                }
            }
            return damaged;
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    private void RequirePlace(string path)
    {
        var check = new RequestCheck().Text(path, "directory", longest: 500).Require(Path.IsPathFullyQualified(path), "directory", "must be an absolute path");
        check.Done();
        check.Require(!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any(), "directory", "must be new or empty")
            .Require(!File.Exists(path), "directory", "must not be a file")
            .Require(
                !KeyDirectory.Overlap(path, options.DataDirectory) && !KeyDirectory.Overlap(path, options.KeysDirectory),
                "directory", "must lie outside the data and the keys, or one loss takes both")
            .Require(Directory.Exists(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path))), "directory", "must lie in a directory that exists")
            .Done();
    }
}
