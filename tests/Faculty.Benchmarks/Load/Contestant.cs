using Faculty.Benchmarks.Servers;

namespace Faculty.Benchmarks.Load;

/// <summary>One side of a comparison: a server, a method, and the calls to make.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Server">The process that answers and whose CPU is counted.</param>
/// <param name="Path">gRPC path of the method.</param>
/// <param name="Bodies">Framed requests, taken in turn.</param>
internal sealed record Contestant(string Name, ServerProcess Server, string Path, IReadOnlyList<byte[]> Bodies)
{
    /// <summary>What its callers show; that of the server unless another is given.</summary>
    public string? Key { get; init; } = Server.Key;
}

/// <summary>Medians of a contestant's rounds.</summary>
internal sealed record Measured(double Rate, double CpuMicros, double P50Micros, double P99Micros, double ReplyBytes);
