using CsCheck;
using Faculty.Storage.Embedded;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

/// <summary>Files beside the journal: whole and durable before they bear their names, or not there.</summary>
public sealed class AttachmentTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task A_file_is_there_when_it_is_completed_and_gone_when_it_is_not()
    {
        var directory = new TestDirectory();
        await using (var store = await OpenAsync(directory, Disk.Real))
        {
            using (var writer = store.Attachments.Create(Id(1))) Write(writer);
            using (var left = store.Attachments.Create(Id(2))) left.Append(Content);
            Assert.Equal([Id(1)], store.Attachments.Ids());
            Assert.False(File.Exists(Path.Combine(store.Attachments.Folder, $"{Id(2)}.partial")));
            using var read = store.Attachments.OpenRead(Id(1));
            var bytes = new byte[Content.Length + 10];
            Assert.Equal((Content.Length, true), (read.Read(bytes, 0), read.IsSound(None)));
            Assert.Equal(Content, bytes[..Content.Length]);
            Assert.Throws<FileNotFoundException>(() => store.Attachments.OpenRead(Id(3)));
            await File.WriteAllTextAsync(Path.Combine(store.Attachments.Folder, $"{Id(4)}.partial"), "half");
        }
        await using (var again = await OpenAsync(directory, Disk.Real))
        {
            Assert.Equal([Path.Combine(again.Attachments.Folder, Id(1))], Directory.GetFiles(again.Attachments.Folder));
            Assert.Equal(1, await again.Attachments.SweepAsync(id => ValueTask.FromResult(id != Id(1))));
            Assert.Empty(again.Attachments.Ids());
        }
        directory.Delete();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd0000000000")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    public async Task Nothing_but_an_id_is_a_name(string id)
    {
        var directory = new TestDirectory();
        await using (var store = await OpenAsync(directory, Disk.Real))
        {
            Assert.Throws<ArgumentException>(() => store.Attachments.Create(id));
            Assert.Throws<ArgumentException>(() => store.Attachments.OpenRead(id));
            Assert.Throws<ArgumentException>(() => store.Attachments.Delete(id));
        }
        directory.Delete();
    }

    [Fact]
    public async Task A_byte_that_changes_or_is_missing_is_noticed_without_a_key()
    {
        var directory = new TestDirectory();
        await using (var store = await OpenAsync(directory, Disk.Real))
        {
            using (var writer = store.Attachments.Create(Id(1))) Write(writer);
            var path = Path.Combine(store.Attachments.Folder, Id(1));
            var good = await File.ReadAllBytesAsync(path);
            Gen.Int[0, good.Length - 1].Select(Gen.Int[0, 7], Gen.Bool).Sample((at, bit, cut) =>
            {
                var bad = cut ? good[..at] : good.ToArray();
                if (!cut) bad[at] ^= (byte)(1 << bit);
                File.WriteAllBytes(path, bad);
                using var read = store.Attachments.OpenRead(Id(1));
                return !read.IsSound(None);
            }, threads: 1);
        }
        directory.Delete();
    }

    [Fact]
    public async Task What_is_held_is_deleted_when_it_is_held_no_more()
    {
        var directory = new TestDirectory();
        await using (var store = await OpenAsync(directory, Disk.Real))
        {
            using (var writer = store.Attachments.Create(Id(1))) Write(writer);
            using (store.Attachments.Hold())
            {
                using (store.Attachments.Hold()) store.Attachments.Delete(Id(1));
                Assert.Equal([Id(1)], store.Attachments.Ids());
            }
            Assert.Empty(store.Attachments.Ids());
        }
        directory.Delete();
    }

    [Fact]
    public async Task A_full_disk_takes_no_part_of_a_file_and_the_next_one_when_there_is_room()
    {
        var (directory, disk) = (new TestDirectory(), new FaultDisk());
        await using (var store = await OpenAsync(directory, disk))
        {
            for (var room = 0; room < Content.Length + 16; room += 500)
            {
                disk.Room = room;
                using (var writer = store.Attachments.Create(Id(1))) Assert.True(Assert.Throws<DiskException>(() => Write(writer)).IsFull);
                Assert.Empty(Directory.GetFiles(store.Attachments.Folder));
            }
            disk.Room = long.MaxValue;
            using (var writer = store.Attachments.Create(Id(2))) Write(writer);
            Assert.Equal([Id(2)], store.Attachments.Ids());
        }
        directory.Delete();
    }

    [Fact]
    public async Task A_failed_sync_is_told_and_leaves_nothing()
    {
        var (directory, disk) = (new TestDirectory(), new FaultDisk());
        await using (var store = await OpenAsync(directory, disk))
        {
            using (var writer = store.Attachments.Create(Id(1)))
            {
                disk.FailSync = true;
                Assert.False(Assert.Throws<DiskException>(() => Write(writer)).IsFull);
            }
            disk.FailSync = false;
            Assert.Empty(Directory.GetFiles(store.Attachments.Folder));
        }
        directory.Delete();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task After_a_power_cut_a_file_that_was_completed_is_whole_and_the_controls_lose_it(bool skipSync, bool skipDirectorySync)
    {
        var (directory, disk) = (new TestDirectory(), new FaultDisk { SkipSync = skipSync, SkipDirectorySync = skipDirectorySync });
        var (images, random) = (new List<(Dictionary<string, byte[]> Files, int Completed)>(), new Random(1));
        var completed = 0;
        await using (var store = await OpenAsync(directory, disk))
        {
            disk.BeforeOperation = image => images.Add((image(random), completed));
            for (var i = 1; i <= 20; i++)
            {
                using (var writer = store.Attachments.Create(Id(i))) Write(writer);
                completed = i;
            }
            disk.BeforeOperation = null;
        }
        var lost = 0;
        foreach (var (files, known) in images)
        {
            for (var i = 1; i <= known; i++)
            {
                var stored = files.FirstOrDefault(f => Path.GetFileName(f.Key) == Id(i)).Value;
                lost += stored is not null && stored.AsSpan(0, Math.Min(stored.Length, Content.Length)).SequenceEqual(Content) && stored.Length == Content.Length + 16 ? 0 : 1;
            }
        }
        Assert.True(images.Count > 50);
        Assert.Equal(skipSync || skipDirectorySync, lost > 0);
        directory.Delete();
    }

    [Fact]
    public async Task A_backup_holds_the_files_and_its_restore_brings_them_back_the_damaged_ones_named()
    {
        var directory = new TestDirectory();
        using var backup = new MemoryStream();
        await using (var store = await OpenAsync(directory, Disk.Real, "store"))
        {
            await store.InsertAsync("1", A());
            for (var i = 1; i <= 3; i++)
                using (var writer = store.Attachments.Create(Id(i))) Write(writer);
            var path = Path.Combine(store.Attachments.Folder, Id(2));
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[9] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
            var summary = await store.BackupAsync(backup, None);
            Assert.Equal((3, Id(2)), (summary.Attachments, summary.DamagedAttachments));
            Assert.Equal([Id(2)], (await store.VerifyAsync(null, None)).DamagedAttachments);
            backup.Position = 0;
            Assert.Equal(summary, await Restore.RunAsync(backup, Path.Combine(directory.Path, "copy"), None));
        }
        var report = await JournalVerifier.VerifyAsync(Path.Combine(directory.Path, "copy"), null, None);
        Assert.Equal((1, 3, null), (report.LastRevision, report.Attachments, report.Damage));
        Assert.Equal([Id(2)], report.DamagedAttachments);
        await using (var copy = await OpenAsync(directory, Disk.Real, "copy"))
        {
            using var read = copy.Attachments.OpenRead(Id(3));
            Assert.True(read.IsSound(None));
        }
        // A backup that is damaged itself leaves nothing, no file either.
        var cut = backup.ToArray()[..(int)(backup.Length - 2000)];
        await Assert.ThrowsAsync<StoreDamagedException>(() => Restore.RunAsync(new MemoryStream(cut), Path.Combine(directory.Path, "cut"), None));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(directory.Path, "cut")));
        directory.Delete();
    }

    private static string Id(int number) => $"{number:x32}";

    private static void Write(AttachmentWriter writer)
    {
        writer.Append(Content.AsSpan(0, 1000));
        writer.Append(Content.AsSpan(1000));
        writer.Complete();
    }

    private static Task<EmbeddedStore> OpenAsync(TestDirectory directory, Disk disk, string name = "") => EmbeddedStore.OpenAsync(
        new() { Directory = Path.Combine(directory.Path, name), ViewDelay = TimeSpan.FromHours(1), Disk = disk }, [Card.Type], TimeProvider.System, None);
}
