using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>A wall clock that is set forward or back while the server serves: recorded time stands rather than goes back, everything else goes on.</summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan RequestsKept = TimeSpan.FromDays(7);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(365 * 24)]
    [InlineData(-365 * 24)]
    public async Task A_jump_of_the_wall_clock_stops_nothing_and_recorded_time_never_goes_back(int hours)
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await TestServer.StartAsync(clock, o => o with { KeepAlive = TimeSpan.FromMilliseconds(20) });
        await server.AddTreeAsync();
        using var watch = server.Changes.WatchChanges(new());
        var upload = new UploadChunkRequest { UploadId = (await server.Imports.BeginUploadAsync(new())).UploadId, FileName = "teachers.csv" };
        (RenameOrganisationRequest Request, RenameOrganisationResponse Reply, Change Change)? before = null;
        for (var step = 0; step < 4; step++)
        {
            var request = new RenameOrganisationRequest { Code = School, Name = $"名称{step}", StartDate = Day(2000 + step, 1, 1), RequestId = Guid.NewGuid().ToString() };
            var reply = await server.Organisations.RenameOrganisationAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(2));
            var change = await NextChangeAsync(watch);
            Assert.Equal((TestServer.Empty + 7 + step, request.RequestId), (change.Revision, change.RequestId));
            Assert.Equal(reply, await server.Organisations.RenameOrganisationAsync(request));
            if (before is { } earlier && change.RecordTime.ToDateTimeOffset() - earlier.Change.RecordTime.ToDateTimeOffset() < RequestsKept)
            {
                Assert.Equal(earlier.Reply, await server.Organisations.RenameOrganisationAsync(earlier.Request));
            }
            before = (request, reply, change);

            // Beginning another upload clears away those left alone too long: this one is in use.
            await server.Imports.BeginUploadAsync(new());
            upload.Offset += upload.Content.Length;
            upload.Content = ByteString.CopyFromUtf8($"{step}\n");
            await server.Imports.UploadChunkAsync(upload);
            await AliveAsync(watch);
            using var brief = server.Changes.WatchChanges(new(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(50));
            var ended = await Assert.ThrowsAsync<RpcException>(async () => await brief.AllAsync().CountAsync());
            // When the server's own timer is first, the client reads its reset of the stream as UNAVAILABLE.
            Assert.Contains(ended.StatusCode, (StatusCode[])[StatusCode.DeadlineExceeded, StatusCode.Unavailable]);
            clock.Now = clock.Now.AddHours(step % 2 == 0 ? hours : -hours);
        }
        await server.RestartAsync();
        await server.Organisations.RenameOrganisationAsync(new() { Code = School, Name = "末", StartDate = Day(2010, 1, 1) });
        var times = await server.Changes.StreamChanges(new()).AllAsync().SelectMany(m => m.Changes.ToAsyncEnumerable()).Select(c => c.RecordTime.ToDateTimeOffset()).ToListAsync();
        Assert.Equal(TestServer.Empty + 11, times.Count);
        Assert.Equal(times.Order(), times);
        Assert.Equal(Math.Max(hours, 0), (times[^1] - times[0]).TotalHours);
    }

    private static async Task<Change> NextChangeAsync(AsyncServerStreamingCall<WatchChangesResponse> watch)
    {
        do
        {
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        }
        while (watch.ResponseStream.Current.Changes.Count == 0);
        return watch.ResponseStream.Current.Changes.Single();
    }

    private static async Task AliveAsync(AsyncServerStreamingCall<WatchChangesResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Empty(watch.ResponseStream.Current.Changes);
    }
}
