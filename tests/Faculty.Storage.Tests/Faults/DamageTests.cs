using Faculty.Storage.Embedded;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public sealed class DamageTests : IAsyncLifetime
{
    private const int Documents = 60;
    private readonly TestDirectory directory = new();

    private string Journal => Path.Combine(directory.Path, "journal-00000001.log");

    /// <summary>A store closed cleanly; its last unit is a group of two.</summary>
    public async Task InitializeAsync()
    {
        await using var store = await OpenAsync(directory.Path);
        for (var i = 0; i < Documents - 2; i++) await store.InsertAsync($"{i}", Of(i));
        await store.CommitGroupAsync([Batch().Insert(Card.Type, $"{Documents - 2}", Of(Documents - 2)), Batch().Insert(Card.Type, $"{Documents - 1}", Of(Documents - 1))]);
    }

    public Task DisposeAsync()
    {
        directory.Delete();
        return Task.CompletedTask;
    }

    [Fact]
    public void A_tail_torn_at_any_byte_is_cut_to_whole_units()
    {
        var bytes = File.ReadAllBytes(Journal);
        var frames = Frames(bytes);
        // Up to the end of the last single commit, the group of two, and the closing mark.
        var single = frames.Single(f => f.Header.Revision == Documents - 2);
        var group = frames.Single(f => f.Header.Revision == Documents && f.Header.Kind == FrameKind.Entry);
        for (var length = single.End; length <= bytes.Length; length++)
        {
            var finding = Check(bytes[..(int)length]);
            Assert.Null(finding.Damage);
            Assert.Equal(length < group.End ? Documents - 2 : Documents, finding.End.Revision);
            // What a file system leaves behind a torn write may also be zeros.
            byte[] zeroed = [.. bytes[..(int)length], .. new byte[bytes.Length - (int)length]];
            Assert.Null(Check(zeroed).Damage);
            Assert.Equal(zeroed.AsSpan(0, (int)group.End).SequenceEqual(bytes.AsSpan(0, (int)group.End)) ? Documents : Documents - 2, Check(zeroed).End.Revision);
        }
    }

    [Fact]
    public async Task A_torn_group_is_cut_whole_and_writing_goes_on()
    {
        var bytes = await File.ReadAllBytesAsync(Journal);
        var torn = Frames(bytes).Single(f => f.Header.Revision == Documents && f.Header.Kind == FrameKind.Entry).End - 1;
        File.Delete(Path.Combine(directory.Path, "indexes.snapshot"));
        File.Delete(Path.Combine(directory.Path, "view.db"));
        await File.WriteAllBytesAsync(Journal, bytes[..(int)torn]);

        await using var store = await OpenAsync(directory.Path);

        Assert.Equal(Documents - 2, store.Revision);
        Assert.Equal(Documents - 1, (await store.InsertAsync("new", A())).Revision);
    }

    [Fact]
    public async Task A_journal_shorter_than_what_a_snapshot_saw_refuses_to_start()
    {
        var bytes = await File.ReadAllBytesAsync(Journal);
        await File.WriteAllBytesAsync(Journal, bytes[..(int)Frames(bytes)[30].End]);
        await Assert.ThrowsAsync<StoreDamagedException>(() => OpenAsync(directory.Path));
    }

    [Fact]
    public async Task A_journal_shorter_than_what_the_view_holds_refuses_to_start()
    {
        var bytes = await File.ReadAllBytesAsync(Journal);
        await File.WriteAllBytesAsync(Journal, bytes[..(int)Frames(bytes)[30].End]);
        File.Delete(Path.Combine(directory.Path, "indexes.snapshot"));
        for (var start = 0; start < 2; start++) await Assert.ThrowsAsync<StoreDamagedException>(() => OpenAsync(directory.Path));
    }

    [Fact]
    public async Task A_journal_shorter_than_what_a_snapshot_of_other_code_saw_refuses_to_start()
    {
        var bytes = await File.ReadAllBytesAsync(Journal);
        await File.WriteAllBytesAsync(Journal, bytes[..(int)Frames(bytes)[30].End]);
        File.Delete(Path.Combine(directory.Path, "view.db"));
        await Assert.ThrowsAsync<StoreDamagedException>(() =>
            EmbeddedStore.OpenAsync(new() { Directory = directory.Path, IndexVersion = "other" }, [Card.Type], TimeProvider.System, None));
    }

    [Theory]
    [InlineData("indexes.snapshot", true)]
    [InlineData("indexes.snapshot", false)]
    [InlineData("view.db", true)]
    [InlineData("view.db", false)]
    public async Task A_directory_that_lost_its_journal_is_not_taken_for_a_new_one(string lostToo, bool emptied)
    {
        File.Delete(Path.Combine(directory.Path, lostToo));
        if (emptied) await File.WriteAllBytesAsync(Journal, []);
        else File.Delete(Journal);
        for (var start = 0; start < 2; start++) await Assert.ThrowsAsync<StoreDamagedException>(() => OpenAsync(directory.Path));
    }

    [Fact]
    public async Task A_bad_earlier_frame_refuses_to_start_and_names_file_and_offset()
    {
        var bytes = await File.ReadAllBytesAsync(Journal);
        var frame = Frames(bytes)[20];
        bytes[frame.Start + 90] ^= 4;
        await File.WriteAllBytesAsync(Journal, bytes);

        var refused = await Assert.ThrowsAsync<StoreDamagedException>(() => OpenAsync(directory.Path));

        Assert.Equal(("journal-00000001.log", frame.Start), (refused.File, refused.Offset));
        var report = await JournalVerifier.VerifyAsync(directory.Path, null, None);
        Assert.Equal(frame.Start, report.Damage!.Offset);
    }

    [Fact]
    public void No_flipped_bit_of_the_journal_goes_unnoticed()
    {
        var bytes = File.ReadAllBytes(Journal);
        var mark = Frames(bytes)[^1].Start;
        var random = new Random(11);
        for (var flip = 0; flip < 2000; flip++)
        {
            var at = random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << (flip % 8));
            var finding = Check(bytes);
            // In the closing mark itself nothing can be lost.
            if (at >= mark) Assert.Equal(Documents, finding.End.Revision);
            else Assert.NotNull(finding.Damage);
            bytes[at] ^= (byte)(1 << (flip % 8));
        }
    }

    [Fact]
    public async Task A_document_damaged_behind_the_snapshot_is_an_error_when_read_never_a_wrong_answer()
    {
        var clean = await File.ReadAllBytesAsync(Journal);
        var random = new Random(12);
        var errors = 0;
        for (var flip = 0; flip < 60; flip++)
        {
            var bytes = clean.ToArray();
            bytes[random.Next(SegmentHeader.Size, (int)Frames(bytes)[^1].Start)] ^= (byte)(1 << (flip % 8));
            await File.WriteAllBytesAsync(Journal, bytes);
            await using (var store = await OpenAsync(directory.Path, verifyAtStart: 0)) errors += await WrongOrErrorsAsync(store);
            // The open and close wrote marks: back to the clean pair of journal and snapshot.
            await File.WriteAllBytesAsync(Journal, clean);
            File.Delete(Path.Combine(directory.Path, "indexes.snapshot"));
            await (await OpenAsync(directory.Path)).DisposeAsync();
            clean = await File.ReadAllBytesAsync(Journal);
        }
        Assert.InRange(errors, 10, 60);
    }

    [Theory]
    [InlineData("indexes.snapshot", 13)]
    [InlineData("view.db", 14)]
    public async Task A_flipped_bit_in_a_view_is_noticed_and_the_view_made_again(string file, int seed)
    {
        var random = new Random(seed);
        var path = Path.Combine(directory.Path, file);
        var rebuilt = 0;
        for (var flip = 0; flip < 100; flip++)
        {
            if (file == "view.db") File.Delete(Path.Combine(directory.Path, "indexes.snapshot"));
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << (flip % 8));
            await File.WriteAllBytesAsync(path, bytes);
            await using var store = await OpenAsync(directory.Path);
            Assert.Equal(0, await WrongOrErrorsAsync(store));
            if (store.BuiltFrom == (file == "view.db" ? "journal" : "view")) rebuilt++;
        }
        Assert.InRange(rebuilt, file == "view.db" ? 1 : 100, 100);
    }

    [Fact]
    public async Task A_clean_close_leaves_a_view_to_start_from()
    {
        // In fresh processes, whose first commit is slow enough for the view's thread to look in the middle of it.
        for (var run = 0; run < 10; run++)
        {
            var own = new TestDirectory();
            Assert.Equal(0, (await new Child("commit-and-close", own.Path).EndAsync()).ExitCode);
            File.Delete(Path.Combine(own.Path, "indexes.snapshot"));
            await using (var again = await OpenAsync(own.Path)) Assert.Equal(("view", 1), (again.BuiltFrom, again.Count("card")));
            own.Delete();
        }
    }

    [Fact]
    public async Task The_control_plain_LiteDB_answers_wrongly_without_an_error()
    {
        var path = Path.Combine(directory.Path, "raw.db");
        using (var database = new LiteDB.LiteDatabase(path))
            for (var i = 0; i < Documents; i++) database.GetCollection("card").Insert(new LiteDB.BsonDocument { ["_id"] = $"{i}", ["words"] = Of(i).Words });
        var clean = await File.ReadAllBytesAsync(path);
        var random = new Random(15);
        var wrong = 0;
        for (var flip = 0; flip < 300 && wrong == 0; flip++)
        {
            var bytes = clean.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << (flip % 8));
            await File.WriteAllBytesAsync(path, bytes);
            try
            {
                using var database = new LiteDB.LiteDatabase(new MemoryStream(bytes));
                for (var i = 0; i < Documents; i++)
                    if (database.GetCollection("card").FindById($"{i}")?["words"].AsString != Of(i).Words) wrong++;
            }
#pragma warning disable CA1031 // Any error is a noticed flip.
            catch (Exception)
            {
            }
#pragma warning restore CA1031
        }
        Assert.True(wrong > 0);
    }

    [Fact]
    public async Task Two_stores_cannot_open_one_directory()
    {
        await using var store = await OpenAsync(directory.Path);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(directory.Path));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Backup.WriteAsync(directory.Path, Stream.Null, None));
    }

    [Fact]
    public async Task Deleting_the_files_that_are_not_the_journal_lets_no_second_store_in()
    {
        await using var store = await OpenAsync(directory.Path);
        foreach (var file in Directory.GetFiles(directory.Path).Where(f => f != Journal)) File.Delete(file);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(directory.Path));
    }

    /// <summary>Reads every document; a typed error counts, a wrong answer fails.</summary>
    private static async Task<int> WrongOrErrorsAsync(EmbeddedStore store)
    {
        var errors = 0;
        Assert.Equal(Documents, store.Count("card"));
        for (var i = 0; i < Documents; i++)
        {
            try
            {
                Assert.Equal(Of(i), (await store.FindAsync(Card.Type, $"{i}", None))!.Value);
                Assert.Equal($"{i}", await store.FindIdAsync("card", "code", $"c{i}", None));
                Assert.Equal([$"{i}"], await store.IdsAsync(KeyRange.Exactly("shelf", $"s{i}")));
            }
            catch (StoreDamagedException)
            {
                errors++;
            }
        }
        return errors;
    }

    private static Card Of(int i) => A($"王{i} 李", code: $"c{i}", shelf: $"s{i}");

    private static Task<EmbeddedStore> OpenAsync(string path, long verifyAtStart = long.MaxValue) => EmbeddedStore.OpenAsync(
        new() { Directory = path, ViewDelay = TimeSpan.FromMilliseconds(1), VerifyAtStartBytes = verifyAtStart }, [Card.Type], TimeProvider.System, None);

    private static JournalFinding Check(byte[] bytes) => new JournalCheck([new MemoryFile(bytes)], JournalEnd.Start, null, null, None).Run();

    private static List<(long Start, long End, FrameHeader Header)> Frames(byte[] bytes)
    {
        var frames = new List<(long, long, FrameHeader)>();
        for (var at = SegmentHeader.Size; at < bytes.Length && FrameHeader.Read(bytes.AsSpan(at)) is { } header; at += header.FrameLength)
            frames.Add((at, at + header.FrameLength, header));
        return frames;
    }

    private sealed class MemoryFile(byte[] bytes) : DiskFile("journal-00000001.log", new())
    {
        public override long Length => bytes.Length;

        public override int Read(Span<byte> buffer, long offset)
        {
            var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
            bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
            return count;
        }
    }
}
