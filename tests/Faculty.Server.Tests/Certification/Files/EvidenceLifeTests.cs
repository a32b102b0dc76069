using Faculty.Server.Tests.Certification.Applications;
using Faculty.Server.Tests.Privacy;
using Faculty.Server.Tests.Teachers;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Files.Sending;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Files;

/// <summary>What becomes of files over time: erasure, backup, a server that is killed.</summary>
public sealed class EvidenceLifeTests
{
    [Fact]
    public async Task An_erased_applicants_files_are_told_as_erased_and_nobody_reads_them_again()
    {
        var (server, draft, teacher) = await DraftAsync();
        await using var closing = server;
        var content = Pdf(100_000);
        var file = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, content, fact: new() { Kind = FactKind.Practice, FactId = teacher.Practices[0].PracticeId });
        await server.Applications.SubmitApplicationsAsync(new() { ApplicationIds = { draft.ApplicationId } });
        await server.Applications.ReturnApplicationAsync(new() { ApplicationId = draft.ApplicationId, Items = { new ReturnItem { Problem = "缺页" } } });
        var waiting = await server.EvidenceFiles.UploadAsync(draft.ApplicationId, content);
        var cut = (await server.EvidenceFiles.BeginEvidenceUploadAsync(new() { ApplicationId = draft.ApplicationId, FileName = "a.pdf", SizeBytes = content.Length })).UploadId;
        await server.Teachers.EndEngagementAsync(new() { TeacherId = teacher.TeacherId, EngagementId = teacher.Engagements[0].EngagementId, LastDate = Day(2025, 9, 30) });
        Assert.Equal(content, (await server.EvidenceFiles.FetchAsync(draft.ApplicationId, file.FileId)).Content);

        await server.Privacy().EraseTeacherAsync(new() { TeacherId = teacher.TeacherId, Reason = "term of keeping is over" });

        var refused = await RefusedAsync(ErrorReason.EvidenceFileErased, server.EvidenceFiles.Fetch(draft.ApplicationId, file.FileId));
        Assert.Equal((draft.ApplicationId, file.FileId), (refused.Fact("application_id"), refused.Fact("file_id")));
        var told = await server.GetApplicationAsync(draft.ApplicationId);
        Assert.All(told.Files.Concat(told.Submission.Evidence.SelectMany(e => e.Files)), f => Assert.Equal((true, "", "", 100_000L), (f.Erased, f.FileName, f.Sha256, f.SizeBytes)));
        // What was on its way is not taken any more.
        await RefusedAsync(ErrorReason.TeacherErased, server.EvidenceFiles.AttachEvidenceAsync(Attaching(draft.ApplicationId, waiting, content)));
        await RefusedAsync(ErrorReason.TeacherErased, server.EvidenceFiles.UploadEvidenceChunkAsync(new() { UploadId = cut, Content = ByteString.CopyFrom(content, 0, Chunk) }));
        await server.RestartAsync();
        await RefusedAsync(ErrorReason.EvidenceFileErased, server.EvidenceFiles.Fetch(draft.ApplicationId, file.FileId));
        Assert.Equal([file.FileId], server.Stored());
    }

    [Fact]
    public async Task A_merged_applicants_files_stay_readable_and_go_when_the_person_is_erased()
    {
        var (server, draft, teacher) = await DraftAsync();
        await using var closing = server;
        var file = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(100));
        var standing = (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang("王明") })).Teacher;
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = standing.TeacherId, MergedTeacherId = teacher.TeacherId });
        Assert.Equal(Pdf(100), (await server.EvidenceFiles.FetchAsync(draft.ApplicationId, file.FileId)).Content);
        var more = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(200));
        await server.Teachers.EndEngagementAsync(new() { TeacherId = standing.TeacherId, EngagementId = teacher.Engagements[0].EngagementId, LastDate = Day(2025, 9, 30) });

        await server.Privacy().EraseTeacherAsync(new() { TeacherId = standing.TeacherId, Reason = "term of keeping is over" });

        await RefusedAsync(ErrorReason.EvidenceFileErased, server.EvidenceFiles.Fetch(draft.ApplicationId, file.FileId));
        await RefusedAsync(ErrorReason.EvidenceFileErased, server.EvidenceFiles.Fetch(draft.ApplicationId, more.FileId));
    }

    [Fact]
    public async Task A_backup_brings_the_files_back_and_one_that_was_taken_out_meanwhile_is_no_damage()
    {
        var (server, draft, _) = await DraftAsync();
        await using var closing = server;
        var kept = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(200_000));
        var gone = await server.EvidenceFiles.AttachAsync(draft.ApplicationId, Pdf(300));
        await server.EvidenceFiles.UploadAsync(draft.ApplicationId, Pdf(70_000));
        var messages = await server.Store.BackUp(new()).AllAsync().ToListAsync();
        await server.EvidenceFiles.RemoveEvidenceAsync(new() { ApplicationId = draft.ApplicationId, FileId = gone.FileId });
        Assert.Equal((2, 0), (messages[^1].EvidenceFileCount, messages[^1].DamagedEvidenceFileIds.Count));

        var folder = Path.Combine(server.DataDirectory, "restored");
        using var backup = new MemoryStream([.. messages.SelectMany(m => m.Content)]);
        var restored = await Restore.RunAsync(backup, folder, CancellationToken.None);
        Assert.Equal((2, ""), (restored.Attachments, restored.DamagedAttachments));
        server.CopyKeysFor(folder);
        await using var copy = await TestServer.StartAsync(with: o => o with { DataDirectory = folder });

        Assert.Equal(Pdf(200_000), (await copy.EvidenceFiles.FetchAsync(draft.ApplicationId, kept.FileId)).Content);
        Assert.Equal(Pdf(300), (await copy.EvidenceFiles.FetchAsync(draft.ApplicationId, gone.FileId)).Content);
        Assert.Equal(((string[])[kept.FileId, gone.FileId]).Order(), copy.Stored());
        Assert.Equal((0, 2), (await JournalVerifier.VerifyAsync(folder, null, default)) is var report ? (report.DamagedAttachments.Count, report.Attachments) : default);
    }

    /// <summary>Killed after so many chunks, or in the middle of attaching.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(int.MaxValue)]
    public async Task A_server_that_is_killed_keeps_what_it_acknowledged_and_nothing_half(int chunks)
    {
        var data = Directory.CreateTempSubdirectory("faculty-kill-").FullName;
        try
        {
            var content = Pdf(10 * Chunk);
            string id, acknowledged;
            using (var server = await ServerProcess.StartAsync(data))
            {
                id = await FileAsync(server);
                var client = server.Channel.Files();
                acknowledged = (await client.AttachAsync(id, Pdf(150_000, seed: 7))).FileId;
                if (chunks < int.MaxValue)
                {
                    var killed = await Assert.ThrowsAnyAsync<Exception>(() => client.UploadAsync(id, content, after: sent => sent == (long)chunks * Chunk ? server.KillAsync() : Task.CompletedTask));
                    Assert.IsType<Grpc.Core.RpcException>(killed);
                }
                else
                {
                    var attaching = client.AttachEvidenceAsync(Attaching(id, await client.UploadAsync(id, content), content)).ResponseAsync;
                    await server.KillAsync();
                    await Task.WhenAny(attaching);
                }
            }
            var folder = Path.Combine(data, "data", "attachments");
            // The control: the kill left something behind.
            Assert.True(Directory.GetFiles(folder).Length > 1);
            using (var again = await ServerProcess.StartAsync(data))
            {
                var files = (await new ApplicationService.ApplicationServiceClient(again.Channel).GetApplicationAsync(new() { ApplicationId = id })).Application.Files;
                Assert.Equal(acknowledged, files[0].FileId);
                Assert.InRange(files.Count, 1, chunks == int.MaxValue ? 2 : 1);
                Assert.Equal(files.Select(f => f.FileId).Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
                Assert.Equal(Pdf(150_000, seed: 7), (await again.Channel.Files().FetchAsync(id, acknowledged)).Content);
                Assert.All(files.Skip(1), f => Assert.Equal(content, again.Channel.Files().FetchAsync(id, f.FileId).GetAwaiter().GetResult().Content));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    // A draft in a school's own batch, by calls alone: the server is another process.
    private static async Task<string> FileAsync(ServerProcess server)
    {
        var organisations = new OrganisationService.OrganisationServiceClient(server.Channel);
        await organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, "高平市"));
        await organisations.CreateOrganisationAsync(Create(School, OrganisationKind.School, "高平中专", County));
        await organisations.CreateOrganisationAsync(Create(Departments[0], OrganisationKind.Department, "系", School));
        var teacher = (await new TeacherService.TeacherServiceClient(server.Channel).CreateTeacherAsync(People.Hired("王明", "1"))).Teacher;
        return await server.Channel.DraftByCallsAsync(teacher.TeacherId);
    }
}
