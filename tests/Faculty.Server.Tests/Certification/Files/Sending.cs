using System.Security.Cryptography;
using Faculty.Server.Tests.Certification.Applications;
using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Certification.Rules;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Files;

/// <summary>Files of evidence, sent and fetched as a client does it.</summary>
internal static class Sending
{
    public const int Chunk = 64 << 10;

    /// <summary>So many bytes, at least 10, that begin and end as a PDF does; others for each seed.</summary>
    public static byte[] Pdf(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        "%PDF-"u8.CopyTo(bytes);
        "%%EOF"u8.CopyTo(bytes.AsSpan(size - 5));
        return bytes;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static EvidenceFileService.EvidenceFileServiceClient Files(this CallInvoker way) => new(way);

    /// <summary>An open batch, and a draft of a clerk for somebody who fulfils 初级.</summary>
    public static async Task<(TestServer Server, Application Draft, Teacher Teacher)> DraftAsync(TimeProvider? clock = null)
    {
        var server = await Filing.StartAsync(clock);
        var teacher = await server.PractisedAsync();
        return (server, (await server.Applications.CreateApplicationsAsync(Filing.New(teacher.TeacherId))).Applications[0], teacher);
    }

    /// <summary>A draft of a teacher in a batch of the school's own, by calls alone: for a server that is another process.</summary>
    public static async Task<string> DraftByCallsAsync(this CallInvoker way, string teacherId)
    {
        var rules = new RulePackService.RulePackServiceClient(way);
        var pack = (await rules.ImportRulePackAsync(new() { RulePack = Packs.Nation() })).RulePack;
        await rules.ActivateRulePackAsync(new() { Code = pack.Code, Version = pack.Version });
        var batches = new BatchService.BatchServiceClient(way);
        await batches.CreateBatchAsync(new() { Batch = Deciding.Draft("B", School) });
        await batches.OpenBatchAsync(new() { Code = "B" });
        return (await new ApplicationService.ApplicationServiceClient(way).CreateApplicationsAsync(new()
        {
            BatchCode = "B", Applications = { new NewApplication { TeacherId = teacherId, Level = RecognitionLevel.Middle, Field = "装备制造" } },
        })).Applications[0].ApplicationId;
    }

    /// <summary>Begins an upload and sends all of it, in chunks of a size.</summary>
    public static async Task<string> UploadAsync(
        this EvidenceFileService.EvidenceFileServiceClient client, string applicationId, byte[] content, string name = "证明.pdf", int chunk = Chunk, Func<long, Task>? after = null)
    {
        var upload = (await client.BeginEvidenceUploadAsync(new() { ApplicationId = applicationId, FileName = name, SizeBytes = content.Length })).UploadId;
        for (var at = 0; at < content.Length;)
        {
            var count = Math.Min(chunk, content.Length - at);
            at += count;
            Assert.Equal(at, (await client.UploadEvidenceChunkAsync(new() { UploadId = upload, Offset = at - count, Content = ByteString.CopyFrom(content, at - count, count) })).ReceivedBytes);
            await (after?.Invoke(at) ?? Task.CompletedTask);
        }
        return upload;
    }

    public static AttachEvidenceRequest Attaching(string applicationId, string upload, byte[] content, FactUsed? fact = null) =>
        new() { ApplicationId = applicationId, UploadId = upload, Fact = fact, Sha256 = Sha256(content), RequestId = Guid.NewGuid().ToString("D") };

    public static async Task<EvidenceFile> AttachAsync(
        this EvidenceFileService.EvidenceFileServiceClient client, string applicationId, byte[] content, string name = "证明.pdf", FactUsed? fact = null, int chunk = Chunk)
    {
        var upload = await client.UploadAsync(applicationId, content, name, chunk);
        return (await client.AttachEvidenceAsync(Attaching(applicationId, upload, content, fact))).Application.Files[^1];
    }

    public static AsyncServerStreamingCall<DownloadEvidenceResponse> Fetch(this EvidenceFileService.EvidenceFileServiceClient client, string applicationId, string fileId) =>
        client.DownloadEvidence(new() { ApplicationId = applicationId, FileId = fileId });

    public static async Task<(EvidenceFile File, byte[] Content)> FetchAsync(this EvidenceFileService.EvidenceFileServiceClient client, string applicationId, string fileId)
    {
        var messages = await client.Fetch(applicationId, fileId).AllAsync().ToListAsync();
        return (messages[0].File, [.. messages.SelectMany(m => m.Content)]);
    }

    public static string Folder(this TestServer server) => Path.Combine(server.DataDirectory, "attachments");

    /// <summary>The names of what lies there, parts of uploads too.</summary>
    public static IEnumerable<string> Stored(this TestServer server) =>
        Directory.Exists(server.Folder()) ? Directory.GetFiles(server.Folder()).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal) : [];

    public static Task<EvidenceFileService.EvidenceFileServiceClient> ClerkFilesAsync(this TestServer server, string place = School) => AsAsync(server, Role.HrClerk, place);

    public static async Task<EvidenceFileService.EvidenceFileServiceClient> AsAsync(TestServer server, Role role, string place) => (await server.AsAsync(role, place)).Files();
}
