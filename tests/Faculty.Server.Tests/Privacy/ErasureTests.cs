using Faculty.Server.Tests.Imports;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Privacy;

public sealed class ErasureTests
{
    [Fact]
    public async Task An_identity_is_held_while_an_engagement_is_open_and_an_erasure_needs_a_reason()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var teacher = (await server.Teachers.CreateTeacherAsync(Erasing.Engaged())).Teacher;

        var held = await Calls.RefusedAsync(ErrorReason.EngagementOpen, server.EraseAsync(teacher.TeacherId));
        Assert.Equal(School, held.Fact("school_code"));
        await server.Teachers.EndEngagementAsync(new() { TeacherId = teacher.TeacherId, EngagementId = teacher.Engagements[0].EngagementId, LastDate = Day(2025, 11, 25) });
        // The last day counts: the person is engaged today.
        await Calls.RefusedAsync(ErrorReason.EngagementOpen, server.EraseAsync(teacher.TeacherId));

        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Privacy().EraseTeacherAsync(new() { TeacherId = teacher.TeacherId, Reason = " x " }));
        Assert.Equal(["reason"], refused.Fields());
        await Calls.RefusedAsync(ErrorReason.NotFound, server.EraseAsync(new string('0', 32)));
        Assert.NotEmpty(await server.LeftAsync(teacher.TeacherId));
    }

    [Fact]
    public async Task Of_an_erased_person_the_facts_and_figures_stay_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var teacher = await server.LeaveAsync();
        var ratio = new GetRatioRequest { ScopeCode = School, AsOf = Day(2023, 9, 1) };
        var before = await server.Metrics.GetRatioAsync(ratio);

        var check = await server.Privacy().EraseTeacherAsync(new() { TeacherId = teacher.TeacherId, Reason = Erasing.Reason, ValidateOnly = true });
        Assert.Equal(["display_name", "sex", "birth_date", "id_type", "id_number", "ethnic_group", "mobile"], check.LostFields);
        Assert.Equal((3, 2), (check.VersionCount, check.KeptFactCount));
        Assert.Equal(Erasing.Name, (await server.Teachers.GetTeacherAsync(new() { TeacherId = teacher.TeacherId })).Teacher.Identity.DisplayName);

        var erased = await server.EraseAsync(teacher.TeacherId);

        Assert.Equal([teacher.TeacherId], erased.ErasedTeacherIds);
        Assert.Empty(await server.LeftAsync(teacher.TeacherId));
        var now = (await server.Teachers.GetTeacherAsync(new() { TeacherId = teacher.TeacherId })).Teacher;
        Assert.Equal((teacher.Engagements, teacher.Posts), (now.Engagements, now.Posts));
        Assert.Equal(Erasing.Reason, (await server.VersionsAsync(teacher.TeacherId))[0].Reason);
        var after = await server.Metrics.GetRatioAsync(ratio);
        Assert.Equal(1L, after.Figure.Denominator);
        Assert.Equal((before.Figure.Numerator, before.Figure.Denominator), (after.Figure.Numerator, after.Figure.Denominator));

        // The number is free again, the staff number never.
        var again = Erasing.Registered();
        Assert.NotEqual(teacher.TeacherId, (await server.Teachers.CreateTeacherAsync(again)).Teacher.TeacherId);
        await server.RestartAsync();
        Assert.Equal(TeacherStatus.Ended, (await server.Teachers.LookupTeacherAsync(new() { TeacherId = teacher.TeacherId })).Status);
        Assert.All((await server.VersionsAsync(teacher.TeacherId)).Select(v => v.Teacher.Identity), i => Assert.Equal(new Identity { Erased = true }, i));
    }

    [Fact]
    public async Task An_erased_record_takes_no_writes()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var teacher = await server.LeaveAsync();
        var other = (await server.Teachers.CreateTeacherAsync(new() { Identity = new() { DisplayName = "乙某", Sex = Sex.Male, BirthDate = Day(1900, 1, 1) } })).Teacher;
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher.TeacherId, Recognition = Teachers.People.Junior() });
        await server.EraseAsync(teacher.TeacherId);
        var id = teacher.TeacherId;

        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.EraseAsync(id));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Teachers.RecordHonourAsync(new() { TeacherId = id, Honour = new() { Title = "名师" } }));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = id, Identity = new() { Mobile = Erasing.Mobile }, UpdateMask = new() { Paths = { "mobile" } } }));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Teachers.MergeTeachersAsync(new() { TeacherId = id, MergedTeacherId = other.TeacherId }));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Teachers.MergeTeachersAsync(new() { TeacherId = other.TeacherId, MergedTeacherId = id }));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Recognitions.RecordRecognitionEventAsync(new()
        {
            Authority = Teachers.People.Junior().Authority,
            CertificateNumber = Teachers.People.Junior().CertificateNumber,
            Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2025, 9, 1) },
        }));
        Assert.Empty(await server.LeftAsync(id));
    }

    [Fact]
    public async Task Records_merged_into_the_person_are_erased_with_it()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var teacher = await server.LeaveAsync();
        var twin = Erasing.Registered();
        (twin.Identity.IdNumber, twin.Identity.IdType) = ("", IdType.Unspecified);
        var merged = (await server.Teachers.CreateTeacherAsync(twin)).Teacher;
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = teacher.TeacherId, MergedTeacherId = merged.TeacherId });
        await Calls.RefusedAsync(ErrorReason.TeacherMerged, server.EraseAsync(merged.TeacherId));

        Assert.Equal([teacher.TeacherId, merged.TeacherId], (await server.EraseAsync(teacher.TeacherId)).ErasedTeacherIds);

        Assert.Empty(await server.LeftAsync(teacher.TeacherId));
        Assert.All((await server.VersionsAsync(merged.TeacherId)).Select(v => v.Teacher.Identity), i => Assert.Equal(new Identity { Erased = true }, i));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = merged.TeacherId }));
    }

    [Fact]
    public async Task An_export_says_who_was_erased_and_imported_again_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var teacher = await server.LeaveAsync();
        var older = await Imported.ExportAsync(server, RosterFormat.Csv);
        await server.EraseAsync(teacher.TeacherId);
        var marked = await Imported.ExportAsync(server, RosterFormat.Csv);

        Assert.Contains($"{teacher.TeacherId},,,,", System.Text.Encoding.UTF8.GetString(marked.Single(f => f.Name == "teachers.csv").Content), StringComparison.Ordinal);
        Assert.Equal((0L, false), await ImportAsync(server, marked));
        // The control: an export from before brings no name back.
        Assert.Equal((1L, false), await ImportAsync(server, older));
        Assert.Empty(await server.LeftAsync(teacher.TeacherId));
        // Nor is anybody erased by a file.
        await using var empty = await TestServer.StartAsync();
        Assert.True((await ImportAsync(empty, marked)).Faults > 0);
    }

    [Fact]
    public async Task After_an_erasure_nothing_of_the_person_can_be_read_in_any_backup()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var folder = Directory.CreateTempSubdirectory("faculty-erasure-").FullName;
        var teacher = await server.LeaveAsync();
        var oldest = await server.BackUpAsync(Path.Combine(folder, "oldest"));
        // The control: with the keys as they are, the person is read from the oldest backup.
        var control = await Erasing.RestoreAsync(oldest, Path.Combine(folder, "control"));
        Erasing.Copy(server.KeysDirectory, $"{control}.keys");
        await using (var readable = await TestServer.StartAsync(with: o => o with { DataDirectory = control }))
        {
            Assert.NotEmpty(await readable.LeftAsync(teacher.TeacherId));
        }

        await server.EraseAsync(teacher.TeacherId);
        var newest = await server.BackUpAsync(Path.Combine(folder, "newest"));

        foreach (var backup in (string[])[oldest, newest])
        {
            var data = await Erasing.RestoreAsync(backup, $"{backup}-data");
            Erasing.Copy(server.KeysDirectory, $"{data}.keys");
            await using var restored = await TestServer.StartAsync(with: o => o with { DataDirectory = data });
            Assert.Empty(await restored.LeftAsync(teacher.TeacherId));
            Assert.Equal(3, (await restored.VersionsAsync(teacher.TeacherId)).Count - (backup == newest ? 1 : 0));
            await restored.StopAsync();
            Assert.Empty(Erasing.Hits(data));
            Assert.Empty(Erasing.Hits($"{data}.keys"));
            await restored.StartAgainAsync();
        }
        Assert.Empty(Erasing.Hits(folder));
        Assert.Empty(Erasing.Hits(server.DataDirectory));
        File.WriteAllText(Path.Combine(folder, "clear"), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"x{Erasing.Name}")));
        Assert.Single(Erasing.Hits(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_older_copy_of_the_keys_brings_nobody_back()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var teacher = await server.LeaveAsync();
        var other = await server.Teachers.CreateTeacherAsync(new() { Identity = Teachers.People.Wang() });
        await server.StopAsync();
        var copy = Erasing.Copy(server.KeysDirectory, $"{server.KeysDirectory}.copy");
        await server.StartAgainAsync();
        await server.EraseAsync(teacher.TeacherId);
        await server.StopAsync();
        Directory.Delete(server.KeysDirectory, recursive: true);
        Directory.Move(copy, server.KeysDirectory);

        await server.StartAgainAsync();

        Assert.Empty(await server.LeftAsync(teacher.TeacherId));
        Assert.Equal("王明", (await server.Teachers.GetTeacherAsync(new() { TeacherId = other.Teacher.TeacherId })).Teacher.Identity.DisplayName);
    }

    private static async Task<(long Faults, bool Written)> ImportAsync(TestServer server, IEnumerable<(string Name, byte[] Content)> files)
    {
        var outcome = (await Imported.RunAsync(server, files)).Outcome;
        return (outcome.FaultCount, outcome.Written);
    }
}
