using CsCheck;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Files.Sending;

namespace Faculty.Server.Tests.Certification.Files;

/// <summary>What is on the disk is what was sent, or it is refused: never another byte.</summary>
public sealed class EvidenceDamageTests
{
    // A chunk as it is stored: nonce and tag before as many bytes.
    private const int StoredChunk = Chunk + 28;
    private const int HashSize = 16;

    [Fact]
    public async Task Any_bit_that_flips_anywhere_in_the_file_is_noticed_before_a_byte_leaves()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var file = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf((2 * Chunk) + 1000));
        var path = Path.Combine(server.Folder(), file.FileId);
        var good = await File.ReadAllBytesAsync(path);
        // Nonce, tag and content of the first, a middle and the last chunk, and the hash behind them.
        int[] classes = [0, 11, 12, 27, 28, 28 + 7, StoredChunk - 1, StoredChunk, StoredChunk + 12, StoredChunk + 28, (2 * StoredChunk) + 5, (2 * StoredChunk) + 20, (2 * StoredChunk) + 500, good.Length - HashSize - 1, good.Length - HashSize, good.Length - 1];
        foreach (var at in classes)
        {
            await RefusedFlippedAsync(at, bit: at % 8);
        }
        await Gen.Int[0, good.Length - 1].Select(Gen.Int[0, 7]).SampleAsync(async (at, bit) =>
        {
            await RefusedFlippedAsync(at, bit);
            return true;
        }, iter: 150, threads: 1);

        // The control: as it was, it is answered.
        await File.WriteAllBytesAsync(path, good);
        Assert.Equal(Pdf((2 * Chunk) + 1000), (await server.EvidenceFiles.FetchAsync(draft.ApplicationId, file.FileId)).Content);
        Assert.Single((await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.Evidence })).Events);

        async Task RefusedFlippedAsync(int at, int bit)
        {
            byte[] bad = [.. good];
            bad[at] ^= (byte)(1 << bit);
            await File.WriteAllBytesAsync(path, bad);
            await DamagedAsync(server, draft.ApplicationId, file.FileId, "damaged");
        }
    }

    [Fact]
    public async Task Files_that_are_cut_grown_moved_or_taken_from_another_are_refused_also_with_a_hash_that_is_right()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var size = 3 * Chunk;
        var one = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(size));
        var other = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(size, seed: 2));
        var path = Path.Combine(server.Folder(), one.FileId);
        var (good, another) = (await File.ReadAllBytesAsync(path), await File.ReadAllBytesAsync(Path.Combine(server.Folder(), other.FileId)));
        byte[] Part(byte[] file, int index) => file[(index * StoredChunk)..((index + 1) * StoredChunk)];

        (string What, byte[] Content)[] forged =
        [
            ("chunks in another order", [.. Part(good, 1), .. Part(good, 0), .. Part(good, 2)]),
            ("a chunk twice", [.. Part(good, 0), .. Part(good, 0), .. Part(good, 2)]),
            ("the last chunk left out", [.. Part(good, 0), .. Part(good, 1)]),
            ("the first chunk left out", [.. Part(good, 1), .. Part(good, 2)]),
            ("one that is not the last at the end", [.. Part(good, 0), .. Part(good, 2), .. Part(good, 1)]),
            ("a chunk more", [.. Part(good, 0), .. Part(good, 1), .. Part(good, 1), .. Part(good, 2)]),
            ("a chunk of another file of the person", [.. Part(good, 0), .. Part(another, 1), .. Part(good, 2)]),
            ("the whole other file", another[..^HashSize]),
            ("a chunk cut short", [.. Part(good, 0), .. Part(good, 1), .. Part(good, 2)[..^1]]),
            ("nothing", []),
        ];
        foreach (var (what, content) in forged)
        {
            // Whoever forges it can make the hash that needs no key.
            await File.WriteAllBytesAsync(path, [.. content, .. System.IO.Hashing.XxHash128.Hash(content)]);
            Assert.True(await IsDamagedAsync(server, draft.ApplicationId, one.FileId), what);
        }
        await File.WriteAllBytesAsync(path, []);
        await DamagedAsync(server, draft.ApplicationId, one.FileId, "damaged");
        File.Delete(path);
        await DamagedAsync(server, draft.ApplicationId, one.FileId, "missing");
        // The control: the hash made here is the one of the file.
        await File.WriteAllBytesAsync(path, [.. good[..^HashSize], .. System.IO.Hashing.XxHash128.Hash(good.AsSpan(0, good.Length - HashSize))]);
        Assert.Equal(Pdf(size), (await server.EvidenceFiles.FetchAsync(draft.ApplicationId, one.FileId)).Content);
    }

    [Fact]
    public async Task Equal_files_of_one_person_or_two_are_not_equal_where_they_are_stored_and_their_names_say_nothing()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var files = new[] { await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(1000)), await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(1000)) };
        Assert.Equal(files[0].Sha256, files[1].Sha256);
        var stored = files.Select(f => File.ReadAllBytes(Path.Combine(server.Folder(), f.FileId))).ToList();
        Assert.NotEqual(stored[0][..100], stored[1][..100]);
        Assert.All(server.Stored(), name => Assert.False(files[0].Sha256.Contains(name, StringComparison.Ordinal)));
        Assert.All(stored, bytes => Assert.True(bytes.AsSpan().IndexOf("%PDF"u8) < 0));
    }

    [Fact]
    public async Task Verifying_and_backing_up_name_the_files_that_are_damaged_or_missing()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var files = new List<EvidenceFile>();
        for (var i = 0; i < 3; i++)
        {
            files.Add(await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(1000 + i)));
        }
        Assert.Equal((3, 0), await VerifiedAsync());
        var path = Path.Combine(server.Folder(), files[0].FileId);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[500] ^= 4;
        await File.WriteAllBytesAsync(path, bytes);
        File.Delete(Path.Combine(server.Folder(), files[1].FileId));

        var verified = (await server.Store.VerifyJournal(new()).AllAsync().ToListAsync())[^1];
        Assert.Equal(("", 2), (verified.Damage, verified.EvidenceFileCount));
        Assert.Equal([files[0].FileId, files[1].FileId], verified.DamagedEvidenceFileIds);
        var backup = (await server.Store.BackUp(new()).AllAsync().ToListAsync())[^1];
        Assert.Equal([files[0].FileId, files[1].FileId], backup.DamagedEvidenceFileIds);
        Assert.Equal(Pdf(1002), (await server.EvidenceFiles.FetchAsync(draft.ApplicationId, files[2].FileId)).Content);

        async Task<(int, int)> VerifiedAsync() =>
            (await server.Store.VerifyJournal(new()).AllAsync().ToListAsync())[^1] is var last ? (last.EvidenceFileCount, last.DamagedEvidenceFileIds.Count) : default;
    }

    private static async Task DamagedAsync(TestServer server, string applicationId, string fileId, string cause)
    {
        var refused = await RefusedAsync(ErrorReason.EvidenceFileDamaged, server.EvidenceFiles.Fetch(applicationId, fileId));
        Assert.Equal((applicationId, fileId, cause), (refused.Fact("application_id"), refused.Fact("file_id"), refused.Fact("file_cause")));
    }

    private static async Task<bool> IsDamagedAsync(TestServer server, string applicationId, string fileId)
    {
        try
        {
            await server.EvidenceFiles.FetchAsync(applicationId, fileId);
            return false;
        }
        catch (RpcException refused)
        {
            Refused(ErrorReason.EvidenceFileDamaged, refused);
            return true;
        }
    }
}
