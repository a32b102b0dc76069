using Faculty.Cli.Tests.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Tests.Client;

public sealed class RosterUploadTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("faculty-upload-");

    public void Dispose() => home.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((2 << 20) + 17)]
    public async Task A_file_arrives_byte_by_byte_as_it_is(int length)
    {
        var receiving = new Receiving();
        var file = Write("teachers.csv", length);
        await SendAsync(receiving, file);

        Assert.Equal(await File.ReadAllBytesAsync(file), receiving.Files["teachers.csv"].ToArray());
    }

    [Fact]
    public async Task Progress_grows_to_the_sum_of_the_files()
    {
        var told = await SendAsync(new(), Write("a.csv", 3 << 20), Write("b.csv", 100));

        Assert.Equal(told.Order(), told);
        Assert.Equal((3 << 20) + 100, told[^1]);
    }

    [Fact]
    public async Task A_server_that_holds_less_than_was_sent_is_sent_the_rest_again()
    {
        var receiving = new Receiving { LosesBeforeChunk = 3 };
        var file = Write("teachers.csv", 4 << 20);
        await SendAsync(receiving, file);

        Assert.Equal(await File.ReadAllBytesAsync(file), receiving.Files["teachers.csv"].ToArray());
    }

    private string Write(string name, int length)
    {
        var path = Path.Combine(home.FullName, name);
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<List<long>> SendAsync(Receiving receiving, params string[] files)
    {
        await using var server = await ScriptedServer.StartAsync(receiving);
        List<long> told = [];
        await new RosterUpload(server.Connection.Imports).SendAsync(files, (done, _) => told.Add(done), CancellationToken.None);
        return told;
    }

    /// <summary>Takes chunks; once, before the chunk named, it forgets half of what it holds.</summary>
    private sealed class Receiving : ImportService.ImportServiceBase
    {
        private int chunks;

        public int LosesBeforeChunk { get; init; }

        public Dictionary<string, List<byte>> Files { get; } = [];

        public override Task<BeginUploadResponse> BeginUpload(BeginUploadRequest request, ServerCallContext context) =>
            Task.FromResult(new BeginUploadResponse { UploadId = "u" });

        public override Task<UploadChunkResponse> UploadChunk(UploadChunkRequest request, ServerCallContext context)
        {
            if (!Files.TryGetValue(request.FileName, out var held))
            {
                Files[request.FileName] = held = [];
            }
            if (++chunks == LosesBeforeChunk)
            {
                held.RemoveRange(held.Count / 2, held.Count - (held.Count / 2));
            }
            if (request.Offset != held.Count)
            {
                throw Refusing.With(StatusCode.FailedPrecondition, "UPLOAD_OFFSET", ("received_bytes", $"{held.Count}"));
            }
            held.AddRange(request.Content.Span);
            return Task.FromResult(new UploadChunkResponse { ReceivedBytes = held.Count });
        }
    }
}
