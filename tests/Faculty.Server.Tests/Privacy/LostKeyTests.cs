using Faculty.Server.Privacy;
using Faculty.Storage.Embedded;
using Faculty.V1;
using static Faculty.Server.Tests.Audit.AuditTests;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Privacy;

/// <summary>One damaged key of a person costs that person's name, when somebody says so, and nothing else.</summary>
public sealed class LostKeyTests
{
    private const string Why = "no copy of the keys has it";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_goes_on_without_a_person_whose_key_was_declared_lost(bool fromSnapshot)
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var lost = (await server.Teachers.CreateTeacherAsync(Erasing.Engaged())).Teacher;
        var twin = await CreateAsync(server, "乙某");
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = lost.TeacherId, MergedTeacherId = twin });
        var other = await CreateAsync(server, "丙某");
        var ratio = new GetRatioRequest { ScopeCode = School, AsOf = Day(2023, 9, 1) };
        var before = (await server.Metrics.GetRatioAsync(ratio)).Figure;
        await server.StopAsync();
        Damage(server, slot: 1);
        if (!fromSnapshot)
        {
            DropSnapshot(server);
            var refused = await Assert.ThrowsAsync<StartException>(server.StartAgainAsync);
            Assert.Contains(lost.TeacherId, refused.Message, StringComparison.Ordinal);
            Assert.Contains("lost-key", refused.Message, StringComparison.Ordinal);
        }

        await DeclareAsync(server, lost.TeacherId);

        for (var start = 0; start < 2; start++)
        {
            await server.StartAgainAsync();
            Assert.Empty(await server.LeftAsync(lost.TeacherId));
            Assert.Equal("丙某", await NameAsync(server, other));
            // What was merged into it is no erased person's.
            Assert.Equal("乙某", await NameAsync(server, twin));
            var after = (await server.Metrics.GetRatioAsync(ratio)).Figure;
            Assert.Equal((before.Numerator, before.Denominator, 1L), (after.Numerator, after.Denominator, after.Denominator));
            var found = await server.SealingKeys().CheckKeys(new()).AllAsync().LastAsync();
            Assert.Equal((2L, 1L, 0L, 0L, 0L), (found.ReadableCount, found.LostCount, found.UnreadableCount, found.ErasedCount, found.UnfinishedErasureCount));
            var told = Assert.Single(await EventsAsync(server, new() { Type = AuditEventType.Keys }), e => e.Method == LostKeys.Action);
            Assert.Equal(("server", Why, $"teacher {lost.TeacherId}"), (told.PrincipalId, told.Reason, Assert.Single(told.Subjects)));
            await server.StopAsync();
        }
        await server.StartAgainAsync();
    }

    [Fact]
    public async Task Of_a_record_whose_key_is_lost_the_engagement_can_end_and_nothing_else_is_written()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var lost = (await server.Teachers.CreateTeacherAsync(Erasing.Engaged())).Teacher;
        await LoseAsync(server, 1, lost.TeacherId);

        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Teachers.RecordHonourAsync(new() { TeacherId = lost.TeacherId, Honour = new() { Title = "名师" } }));
        var ended = await server.Teachers.EndEngagementAsync(new() { TeacherId = lost.TeacherId, EngagementId = lost.Engagements[0].EngagementId, LastDate = Day(2025, 8, 31) });
        Assert.True(ended.Teacher.Identity.Erased);
        // The person is registered anew, under the same number.
        Assert.Equal(Erasing.Name, (await server.Teachers.CreateTeacherAsync(Erasing.Registered())).Teacher.Identity.DisplayName);
        await server.StopAsync();
        DropSnapshot(server);
        await server.StartAgainAsync();
        Assert.Equal(TeacherStatus.Ended, (await server.Teachers.LookupTeacherAsync(new() { TeacherId = lost.TeacherId })).Status);
    }

    [Fact]
    public async Task A_person_is_erased_also_when_the_key_of_a_merged_record_is_lost()
    {
        await using var server = await TestServer.StartAsync();
        var twin = await CreateAsync(server, "乙某");
        var person = await CreateAsync(server, "丙某");
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = person, MergedTeacherId = twin });
        await LoseAsync(server, 1, twin);

        Assert.Equal([person, twin], (await server.EraseAsync(person)).ErasedTeacherIds);

        Assert.Equal("", await NameAsync(server, person));
        await server.RestartAsync();
        Assert.Equal("", await NameAsync(server, twin));
    }

    [Fact]
    public async Task A_key_that_an_older_copy_of_the_keys_does_not_have_can_be_declared_lost()
    {
        await using var server = await TestServer.StartAsync();
        var early = await CreateAsync(server, "乙某");
        var late = await CreateAsync(server, "丙某");
        await server.StopAsync();
        DropSnapshot(server);
        using (var persons = Persons(server))
        {
            persons.SetLength(2 * KeySlot.Size);
        }
        Assert.Contains(late, (await Assert.ThrowsAsync<StartException>(server.StartAgainAsync)).Message, StringComparison.Ordinal);

        await DeclareAsync(server, late);

        await server.StartAgainAsync();
        Assert.Equal(("乙某", ""), (await NameAsync(server, early), await NameAsync(server, late)));
        // Nobody else gets the slot.
        Assert.Equal("丁某", await NameAsync(server, await CreateAsync(server, "丁某")));
        Assert.Equal("", await NameAsync(server, late));
    }

    [Fact]
    public async Task What_is_not_lost_is_not_given_up()
    {
        await using var server = await TestServer.StartAsync();
        var id = await CreateAsync(server, "乙某");
        var other = await CreateAsync(server, "丙某");
        // While it serves, whatever is asked.
        Assert.Contains("in use", (await Assert.ThrowsAsync<StartException>(() => DeclareAsync(server, id))).Message, StringComparison.Ordinal);
        await server.StopAsync();
        Damage(server, slot: 1, halves: 1);
        var before = Content(server);
        await RefusedAsync(id, Why, "密钥完好，未作任何更改。 The key of");
        await RefusedAsync(new string('0', 32), Why, "no record");
        await RefusedAsync("nobody", Why, "TEACHER_ID");
        await RefusedAsync(id, "x", "--reason");
        await RefusedAsync(id, $"gone: {Erasing.IdNumber}", "ID number");
        await Assert.ThrowsAsync<UsageException>(() => LostKeyCommand.RunAsync([id], TestClock.At(2025, 11, 25)));
        Assert.Equal(before, Content(server));
        // The other's key in the place of this one's: these are not the keys of the data.
        using (var persons = Persons(server))
        {
            var slot = new byte[2 * KeySlot.HalfSize];
            KeySlot.WriteGone(slot, 1, 9, IdentitySeal.PersonOf(other), KeyState.Erased);
            KeySlot.WriteGone(slot.AsSpan(KeySlot.HalfSize), 1, 10, IdentitySeal.PersonOf(other), KeyState.Erased);
            persons.Position = KeySlot.Size;
            persons.Write(slot);
        }
        before = Content(server);
        await RefusedAsync(id, Why, "another record");
        Assert.Equal(before, Content(server));
        // The control: both halves are gone.
        Damage(server, slot: 1);
        await DeclareAsync(server, id);
        Assert.NotEqual(before, Content(server));
        await RefusedAsync(id, Why, "already");
        await server.StartAgainAsync();

        async Task RefusedAsync(string teacherId, string reason, string said)
        {
            var refused = await Assert.ThrowsAsync<StartException>(() => DeclareAsync(server, teacherId, reason));
            Assert.Contains(said, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Erasing.IdNumber, refused.Message, StringComparison.Ordinal);
        }
    }

    private static Task<string> DeclareAsync(TestServer server, string teacherId, string reason = Why) =>
        LostKeyCommand.RunAsync([teacherId, "--reason", reason, "--data", server.DataDirectory, "--keys", server.KeysDirectory], TestClock.At(2025, 11, 25));

    private static async Task LoseAsync(TestServer server, int slot, string teacherId)
    {
        await server.StopAsync();
        Damage(server, slot);
        await DeclareAsync(server, teacherId);
        await server.StartAgainAsync();
    }

    private static async Task<string> CreateAsync(TestServer server, string name) =>
        (await server.Teachers.CreateTeacherAsync(new() { Identity = new() { DisplayName = name, Sex = Sex.Male, BirthDate = Day(1900, 1, 1) } })).Teacher.TeacherId;

    private static async Task<string> NameAsync(TestServer server, string teacherId) =>
        (await server.VersionsAsync(teacherId))[0].Teacher.Identity.DisplayName;

    private static void DropSnapshot(TestServer server)
    {
        using var store = StoppedStore.Take(server.DataDirectory);
        store.DropSnapshot();
    }

    private static void Damage(TestServer server, int slot, int halves = 2)
    {
        using var persons = Persons(server);
        for (var half = 0; half < halves; half++)
        {
            persons.Position = (slot * KeySlot.Size) + (half * KeySlot.HalfSize) + 30;
            var old = persons.ReadByte();
            persons.Position--;
            persons.WriteByte((byte)(old ^ 1));
        }
    }

    private static FileStream Persons(TestServer server) =>
        new(Path.Combine(server.KeysDirectory, PersonKeys.FileName), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    private static string Content(TestServer server) => string.Join('\n', ((string[])[server.DataDirectory, server.KeysDirectory])
        .SelectMany(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
        .Select(f => $"{f} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"));
}
