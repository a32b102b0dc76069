using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Benchmarks.Figures;

/// <summary>A method of the real server with calls for it, and the same for the floor and the peer.</summary>
internal static class Comparison
{
    public const string EchoPath = "/faculty.benchmarks.EchoService/Echo";

    public static Contestant Ours(ServerProcess ours, string path, IEnumerable<IMessage> requests) =>
        new("ours", ours, path, [.. requests.Select(Body.Of)]);

    public static Contestant Peer(ServerProcess peer, string path, IEnumerable<IMessage> requests) =>
        new("peer", peer, path, [.. requests.Select(Body.Of)]);

    /// <summary>Echo calls with requests and replies as large, one by one, as those of a real call.</summary>
    public static async Task<Contestant> EchoAsync<TRequest, TReply>(
        ServerProcess echo, IEnumerable<TRequest> requests, Func<TRequest, AsyncUnaryCall<TReply>> call)
        where TRequest : IMessage
        where TReply : IMessage
    {
        var bodies = new List<byte[]>();
        foreach (var request in requests)
        {
            bodies.Add(Body.Echo(request, (await call(request)).CalculateSize()));
        }
        return new Contestant("echo", echo, EchoPath, bodies);
    }

    public static string Side(string name, Measured measured) =>
        $"{name} {measured.Rate:N0}/s, {measured.CpuMicros:0.0} µs CPU, "
        + $"p50 {measured.P50Micros:N0} p99 {measured.P99Micros:N0} µs, {measured.ReplyBytes:N0} B";
}
