using Faculty.Server.Tests.Certification.Applications;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Files.Sending;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Files;

/// <summary>Files go up and come down as they were, or are refused with what is wrong.</summary>
public sealed class EvidenceFileTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(13, 3)]
    [InlineData(Chunk - 1, Chunk)]
    [InlineData(Chunk, Chunk)]
    [InlineData(Chunk + 1, Chunk)]
    [InlineData((2 * Chunk) + 5, 50_000)]
    [InlineData(3 * Chunk, 10_007)]
    [InlineData(20 << 20, Chunk)]
    public async Task A_file_comes_back_as_it_was_sent(int size, int chunk)
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var content = Pdf(size);

        var file = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, content, "企业实践 证明.PDF", chunk: chunk);
        var (told, received) = await server.EvidenceFiles.FetchAsync(draft.ApplicationId, file.FileId);

        Assert.Equal(content, received);
        Assert.Equal(file, told);
        Assert.Equal(("企业实践 证明.PDF", Sha256(content), "application/pdf", (long)size, false, true), (file.FileName, file.Sha256, file.MediaType, file.SizeBytes, file.Erased, file.Seal.IsEmpty));
        Assert.Equal(file, Assert.Single((await server.GetApplicationAsync(draft.ApplicationId)).Files));
        await server.RestartAsync();
        Assert.Equal(content, (await server.EvidenceFiles.FetchAsync(draft.ApplicationId, file.FileId)).Content);
        Assert.Equal([file.FileId], server.Stored());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("../证明.pdf", "separator")]
    [InlineData("a/证明.pdf", "separator")]
    [InlineData("C:\\证明.pdf", "separator")]
    [InlineData("证明\n.pdf", "character")]
    [InlineData("证\u202e明.pdf", "character")]
    [InlineData("证明\0.pdf", "character")]
    [InlineData("证?.pdf", "character")]
    [InlineData(".pdf", "leading_dot")]
    [InlineData("证明", "extension")]
    [InlineData("证明.pdf.exe", "extension")]
    [InlineData("证明.zip", "extension")]
    [InlineData("14058119000101003X.pdf", "number")]
    [InlineData("140581190001010022.pdf", "number")]
    [InlineData("证明14058119000101002x.pdf", "number")]
    [InlineData("13800138000.pdf", "number")]
    public async Task A_name_that_will_not_do_is_refused_and_not_told(string name, string problem)
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var refused = await RefusedAsync(
            ErrorReason.EvidenceFileName, server.EvidenceFiles.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = name, SizeBytes = 10 }));
        Assert.Equal((problem, "100", ".pdf .jpg .jpeg .png"), (refused.Fact("name_problem"), refused.Fact("limit"), refused.Fact("extensions")));
        if (name.Length > 6)
        {
            Assert.DoesNotContain(name, $"{refused}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_may_have_a_hundred_characters_of_any_script_and_not_one_more()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        string Name(int length) => $"{string.Concat(Enumerable.Repeat("𠮷", length - 4))}.pdf";
        Assert.Equal(Name(100), (await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(10), Name(100))).FileName);
        var refused = await RefusedAsync(ErrorReason.EvidenceFileName, server.EvidenceFiles.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = Name(101), SizeBytes = 1 }));
        Assert.Equal("too_long", refused.Fact("name_problem"));
    }

    public static TheoryData<string, string, string> Contents => new()
    {
        { "a.pdf", "255044462d312e372525454f46", "" }, { "a.PDF", "255044462d2525454f460d0a", "" },
        { "a.pdf", "255044462d", "incomplete" }, { "a.pdf", "255044462d312e372525454f", "incomplete" },
        { "a.jpg", "ffd8ffe000104a46", "" }, { "a.jpeg", "ffd8ffdb", "" },
        { "a.png", "89504e470d0a1a0a00", "" },
        { "a.pdf", "ffd8ffe000104a46", "jpeg" }, { "a.jpg", "89504e470d0a1a0a", "png" }, { "a.png", "255044462d312e37", "pdf" },
        { "a.pdf", "504b030414000600", "unknown" }, { "a.pdf", "3c68746d6c3e2550", "unknown" }, { "a.png", "89504e470a1a0a00", "unknown" },
        { "a.pdf", "4d5a900003000000", "unknown" }, { "a.pdf", "00", "unknown" }, { "a.jpg", "ffd8", "unknown" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task What_a_file_is_is_told_by_its_first_bytes_and_must_be_what_its_name_says(string name, string hex, string found)
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var content = Convert.FromHexString(hex);
        if (found.Length == 0)
        {
            Assert.Equal(name, (await server.EvidenceFiles.AttachAsync(draft.ApplicationId, content, name, chunk: 3)).FileName);
            return;
        }
        var upload = (await server.EvidenceFiles.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = name, SizeBytes = content.Length })).UploadId;
        var refused = await RefusedAsync(ErrorReason.EvidenceFileType, server.EvidenceFiles.UploadEvidenceChunkAsync(new() { UploadId = upload, Content = ByteString.CopyFrom(content) }));
        Assert.Equal((Path.GetExtension(name), found), (refused.Fact("extension"), refused.Fact("file_content")));
        // Nothing is left of it, and it does not go on.
        await RefusedAsync(ErrorReason.NotFound, server.EvidenceFiles.UploadEvidenceChunkAsync(new() { UploadId = upload, Content = ByteString.CopyFrom(content) }));
        Assert.Empty(server.Stored());
    }

    // The last 1,024 bytes, wherever a chunk of the store ends within them.
    [Theory]
    [InlineData(2_000, 1_019, true)]
    [InlineData(2_000, 1_020, false)]
    [InlineData(Chunk + 10, 3, true)]
    [InlineData(Chunk + 10, 8, true)]
    [InlineData(Chunk + 10, 1_019, true)]
    [InlineData(Chunk + 10, 1_020, false)]
    public async Task A_pdf_is_taken_with_its_end_among_its_last_bytes_and_not_without(int size, int behind, bool taken)
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var content = new byte[size];
        "%PDF-"u8.CopyTo(content);
        "%%EOF"u8.CopyTo(content.AsSpan(size - 5 - behind));
        if (taken)
        {
            await server.EvidenceFiles.AttachAsync(draft.ApplicationId, content, chunk: 50_000);
            return;
        }
        var refused = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => server.EvidenceFiles.UploadAsync(draft.ApplicationId, content));
        Assert.Equal("incomplete", refused.Fact("file_content"));
        Assert.Empty(server.Stored());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((20 << 20) + 1)]
    public async Task Empty_files_and_files_beyond_the_limit_are_refused_before_a_byte_is_sent(long size)
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var refused = await RefusedAsync(ErrorReason.EvidenceFileSize, server.EvidenceFiles.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = "a.pdf", SizeBytes = size }));
        Assert.Equal(($"{size}", $"{20 << 20}"), (refused.Fact("size_bytes"), refused.Fact("limit")));
    }

    [Fact]
    public async Task The_limits_are_those_the_server_is_started_with()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        await server.RestartAsync(o => o with { EvidenceFileBytes = 100, EvidenceFiles = 2 });
        await RefusedAsync(ErrorReason.EvidenceFileSize, server.EvidenceFiles.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = "a.pdf", SizeBytes = 101 }));
        // Begun when there was room: the last word is that of the commit.
        var late = await server.EvidenceFiles.UploadAsync(draft.ApplicationId, Pdf(99));
        await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(100));
        await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(98));
        var refused = await RefusedAsync(ErrorReason.EvidenceFileCount, server.EvidenceFiles.AttachEvidenceAsync(Attaching(draft.ApplicationId, late, Pdf(99))));
        Assert.Equal((draft.ApplicationId, "2", "2"), (refused.Fact("application_id"), refused.Fact("file_count"), refused.Fact("limit")));
        await RefusedAsync(ErrorReason.EvidenceFileCount, server.EvidenceFiles.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = "a.pdf", SizeBytes = 9 }));
    }

    [Fact]
    public async Task What_arrives_must_be_what_was_declared()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var (client, content) = (server.EvidenceFiles, Pdf(100_000));
        var upload = (await client.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = "a.pdf", SizeBytes = content.Length })).UploadId;
        await client.UploadEvidenceChunkAsync(new() { UploadId = upload, Content = ByteString.CopyFrom(content, 0, Chunk) });
        var offset = await RefusedAsync(ErrorReason.UploadOffset, client.UploadEvidenceChunkAsync(new() { UploadId = upload, Offset = Chunk + 1, Content = ByteString.CopyFrom(1) }));
        Assert.Equal($"{Chunk}", offset.Fact("received_bytes"));
        // One that was taken is taken again as a repeat.
        Assert.Equal(Chunk, (await client.UploadEvidenceChunkAsync(new() { UploadId = upload, Content = ByteString.CopyFrom(content, 0, Chunk) })).ReceivedBytes);
        var early = await RefusedAsync(ErrorReason.EvidenceFileMismatch, client.AttachEvidenceAsync(Attaching(draft.ApplicationId, upload, content)));
        Assert.Equal(("size_bytes", "100000", $"{Chunk}"), (early.Fact("file_field"), early.Fact("declared"), early.Fact("received")));
        await RefusedAsync(ErrorReason.EvidenceFileMismatch, client.UploadEvidenceChunkAsync(new() { UploadId = upload, Offset = Chunk, Content = ByteString.CopyFrom(new byte[content.Length - Chunk + 1]) }));
        await client.UploadEvidenceChunkAsync(new() { UploadId = upload, Offset = Chunk, Content = ByteString.CopyFrom(content, Chunk, content.Length - Chunk) });
        var wrong = await RefusedAsync(ErrorReason.EvidenceFileMismatch, client.AttachEvidenceAsync(Attaching(draft.ApplicationId, upload, Pdf(100_000, seed: 2))));
        Assert.Equal(("sha256", Sha256(Pdf(100_000, seed: 2)), Sha256(content)), (wrong.Fact("file_field"), wrong.Fact("declared"), wrong.Fact("received")));
        // The upload is as it was.
        Assert.Equal(Sha256(content), (await client.AttachEvidenceAsync(Attaching(draft.ApplicationId, upload, content))).Application.Files[0].Sha256);
    }

    [Fact]
    public async Task A_repeat_answers_the_first_result_also_when_the_file_was_sent_again()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var content = Pdf(70_000);
        var request = Attaching(draft.ApplicationId, await server.EvidenceFiles.UploadAsync(draft.ApplicationId, content), content);
        var first = await server.EvidenceFiles.AttachEvidenceAsync(request);

        Assert.Equal(first.Application, (await server.EvidenceFiles.AttachEvidenceAsync(request)).Application);
        await server.RestartAsync();
        var again = new AttachEvidenceRequest(request) { UploadId = await server.EvidenceFiles.UploadAsync(draft.ApplicationId, content) };
        Assert.Equal(first.Application, (await server.EvidenceFiles.AttachEvidenceAsync(again)).Application);
        await server.EvidenceFiles.DiscardEvidenceUploadAsync(new() { UploadId = again.UploadId });
        Assert.Equal(first.Application.Files.Select(f => f.FileId), server.Stored());
        // Another file under the same id is another request.
        var other = new AttachEvidenceRequest(request) { Sha256 = Sha256(Pdf(70_000, seed: 2)) };
        await RefusedAsync(ErrorReason.RequestIdReused, server.EvidenceFiles.AttachEvidenceAsync(other));
    }

    [Fact]
    public async Task What_was_only_checked_or_refused_names_no_file_and_the_upload_goes_on()
    {
        var (server, draft, teacher) = await DraftAsync();
        await using var closing = server;
        var content = Pdf(100);
        var upload = await server.EvidenceFiles.UploadAsync(draft.ApplicationId, content);
        await server.EvidenceFiles.AttachEvidenceAsync(new(Attaching(draft.ApplicationId, upload, content)) { ValidateOnly = true });
        Assert.Equal([$"{upload}.partial"], server.Stored());
        await RefusedAsync(ErrorReason.EvidenceForeign, server.EvidenceFiles.AttachEvidenceAsync(Attaching(draft.ApplicationId, upload, content, new() { Kind = FactKind.Practice, FactId = draft.ApplicationId })));
        await RefusedAsync(ErrorReason.EtagMismatch, server.EvidenceFiles.AttachEvidenceAsync(new(Attaching(draft.ApplicationId, upload, content)) { Etag = "\"1\"" }));
        Assert.Equal([$"{upload}.partial"], server.Stored());
        var fact = new FactUsed { Kind = FactKind.Practice, FactId = teacher.Practices[0].PracticeId };
        Assert.Equal(fact, (await server.EvidenceFiles.AttachEvidenceAsync(Attaching(draft.ApplicationId, upload, content, fact))).Application.Files[0].Fact);
        Assert.Equal([upload], server.Stored());
    }

    [Fact]
    public async Task An_upload_that_is_left_alone_is_gone_after_ten_minutes_and_with_the_server()
    {
        var clock = new IdleClock();
        var (server, draft, _) = await DraftAsync(clock);
        await using var closing = server;
        var upload = await server.EvidenceFiles.UploadAsync(draft.ApplicationId, Pdf(200_000));
        Assert.NotEmpty(server.Stored());
        clock.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(200_000, (await server.EvidenceFiles.UploadEvidenceChunkAsync(new() { UploadId = upload, Content = ByteString.CopyFrom(Pdf(200_000), 0, Chunk) })).ReceivedBytes);
        clock.Pass(TimeSpan.FromMinutes(11));
        Assert.Empty(server.Stored());
        await RefusedAsync(ErrorReason.NotFound, server.EvidenceFiles.AttachEvidenceAsync(Attaching(draft.ApplicationId, upload, Pdf(200_000))));

        await server.EvidenceFiles.UploadAsync(draft.ApplicationId, Pdf(200_000));
        await server.RestartAsync();
        Assert.Empty(server.Stored());
    }

    [Fact]
    public async Task A_caller_has_four_uploads_open_and_a_fifth_takes_the_place_of_the_oldest()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        List<string> uploads = [];
        for (var i = 0; i < 5; i++)
        {
            uploads.Add(await server.EvidenceFiles.UploadAsync(draft.ApplicationId, Pdf(100)));
        }
        Assert.Equal(uploads.Skip(1).Select(u => $"{u}.partial").Order(), server.Stored());
        await RefusedAsync(ErrorReason.NotFound, server.EvidenceFiles.AttachEvidenceAsync(Attaching(draft.ApplicationId, uploads[0], Pdf(100))));
        // Another caller's is not found.
        var clerk = await server.ClerkFilesAsync();
        await RefusedAsync(ErrorReason.NotFound, clerk.AttachEvidenceAsync(Attaching(draft.ApplicationId, uploads[4], Pdf(100))));
    }

    [Fact]
    public async Task A_file_taken_out_of_a_draft_is_gone_and_one_that_was_submitted_stays()
    {
        var (server, draft, teacher) = await DraftAsync();
        await using var closing = server;
        var (client, id) = (server.EvidenceFiles, draft.ApplicationId);
        var wrong = await client.AttachAsync(id, Pdf(10));
        var right = await client.AttachAsync(id, Pdf(20), fact: new() { Kind = FactKind.Practice, FactId = teacher.Practices[0].PracticeId });
        await client.RemoveEvidenceAsync(new() { ApplicationId = id, FileId = wrong.FileId });
        Assert.Equal([right.FileId], server.Stored());
        await RefusedAsync(ErrorReason.NotFound, client.Fetch(id, wrong.FileId));
        await RefusedAsync(ErrorReason.NotFound, client.RemoveEvidenceAsync(new() { ApplicationId = id, FileId = wrong.FileId }));

        var submitted = (await server.Applications.SubmitApplicationsAsync(new() { ApplicationIds = { id } })).Applications[0];
        var shown = Assert.Single(submitted.Submission.Evidence);
        Assert.Equal((Sha256(Pdf(20)), "证明.pdf"), (Assert.Single(shown.Files).Sha256, shown.Files[0].FileName));
        await RefusedAsync(ErrorReason.ApplicationState, client.RemoveEvidenceAsync(new() { ApplicationId = id, FileId = right.FileId }));
        await RefusedAsync(ErrorReason.ApplicationState, client.BeginEvidenceUploadAsync(new() { ApplicationId = id, FileName = "a.pdf", SizeBytes = 9 }));

        await server.Applications.ReturnApplicationAsync(new() { ApplicationId = id, Items = { new ReturnItem { Problem = "缺页" } } });
        await client.RemoveEvidenceAsync(new() { ApplicationId = id, FileId = right.FileId });
        var better = await client.AttachAsync(id, Pdf(30));
        var second = (await server.Applications.SubmitApplicationsAsync(new() { ApplicationIds = { id } })).Applications[0];

        Assert.Equal(submitted.Submission, Assert.Single(second.FormerSubmissions));
        Assert.Equal([better.FileId], second.Submission.Files.Concat(second.Submission.Evidence.SelectMany(e => e.Files)).Select(f => f.FileId));
        Assert.Equal(Pdf(20), (await client.FetchAsync(id, right.FileId)).Content);
        Assert.Equal(Pdf(30), (await client.FetchAsync(id, better.FileId)).Content);
    }

    [Fact]
    public async Task Files_are_for_who_files_and_who_reviews_below_the_own_places()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var file = await (await server.ClerkFilesAsync()).AttachAsync(draft.ApplicationId, Pdf(100));
        foreach (var reader in (EvidenceFileService.EvidenceFileServiceClient[])[await server.ClerkFilesAsync(), await AsAsync(server, Role.Reviewer, School), await AsAsync(server, Role.Reviewer, County)])
        {
            Assert.Equal(Pdf(100), (await reader.FetchAsync(draft.ApplicationId, file.FileId)).Content);
        }
        // Who reads applications and no evidence is told that there is a file, and neither its name nor whose it could be.
        var coordinator = new ApplicationService.ApplicationServiceClient(await server.AsAsync(Role.TrainerCoordinator, School));
        Application[] shown = [(await coordinator.GetApplicationAsync(new() { ApplicationId = draft.ApplicationId })).Application, Assert.Single((await coordinator.ListApplicationsAsync(new())).Applications)];
        Assert.All(shown, a => Assert.Equal(("", "", "application/pdf", file.FileId, false), (a.Files[0].FileName, a.Files[0].Sha256, a.Files[0].MediaType, a.Files[0].FileId, a.Files[0].Erased)));
        foreach (var stranger in (EvidenceFileService.EvidenceFileServiceClient[])[await server.ClerkFilesAsync("JC"), await AsAsync(server, Role.Reviewer, "JC")])
        {
            await RefusedAsync(ErrorReason.NotFound, stranger.Fetch(draft.ApplicationId, file.FileId));
            await RefusedAsync(ErrorReason.NotFound, stranger.RemoveEvidenceAsync(new() { ApplicationId = draft.ApplicationId, FileId = file.FileId }));
            await RefusedAsync(ErrorReason.NotFound, stranger.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = "a.pdf", SizeBytes = 9 }));
        }
        foreach (var role in (Role[])[Role.Finance, Role.Auditor, Role.Administrator, Role.TrainerCoordinator, Role.Enterprise])
        {
            await RefusedAsync(ErrorReason.PermissionDenied, (await AsAsync(server, role, "")).Fetch(draft.ApplicationId, file.FileId));
        }
    }

    [Fact]
    public async Task Each_fetch_is_a_sighting_and_an_audit_event_and_no_reveal()
    {
        var (server, draft, teacher) = await DraftAsync();
        await using var closing = server;
        await server.RestartAsync(o => o with { RevealsAnHour = 1 });
        var file = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(100));
        await server.EvidenceFiles.FetchAsync(draft.ApplicationId, file.FileId);
        await server.EvidenceFiles.FetchAsync(draft.ApplicationId, file.FileId);
        await server.Sightings.RevealTeacherAsync(new() { TeacherId = teacher.TeacherId, Reason = "核对证件" });

        var seen = (await server.Sightings.ListSightingsAsync(new() { TeacherId = teacher.TeacherId })).Sightings;
        Assert.Equal([SightingKind.Evidence, SightingKind.Evidence, SightingKind.Reveal], seen.Select(s => s.Kind));
        Assert.Equal((draft.ApplicationId, file.FileId), (seen[0].ApplicationId, seen[0].FileId));
        Assert.Equal(3, (await server.Sightings.ListSightingsAsync(new() { SchoolCode = School })).Sightings.Count);
        var events = (await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.Evidence })).Events;
        Assert.Equal(2, events.Count);
        Assert.Equal([$"application {draft.ApplicationId}", $"evidence-file {file.FileId}", $"teacher {teacher.TeacherId}"], events[0].Subjects);
    }

    /// <summary>A clock by which time passes for what is measured, and the timers of a minute are then due.</summary>
    private sealed class IdleClock : TimeProvider
    {
        private readonly List<Action> due = [];
        private TimeSpan passed;

        public override DateTimeOffset GetUtcNow() => TestClock.At(2025, 11, 25).GetUtcNow();

        public override long GetTimestamp() => base.GetTimestamp() + (long)(passed.TotalSeconds * TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (period == TimeSpan.FromMinutes(1))
            {
                due.Add(() => callback(state));
            }
            return base.CreateTimer(callback, state, dueTime, period);
        }

        public void Pass(TimeSpan time)
        {
            passed += time;
            due.ForEach(timer => timer());
        }
    }
}
