using Google.Protobuf;

namespace Faculty.Benchmarks.Races;

/// <summary>Somebody who asks for what there is one of. The request id is in the request: asked again, it is the same request.</summary>
/// <param name="Name">Which way it asks.</param>
/// <param name="Ask">The call, on the server as it is now.</param>
/// <param name="Held">After it won: its own record says so.</param>
internal sealed record Contender(string Name, Func<Task<IMessage>> Ask, Func<IMessage, Task<bool>> Held);

/// <summary>Something of which there is one.</summary>
internal interface IPrize
{
    /// <summary>Reason of the refusal of whoever comes too late.</summary>
    string TooLate { get; }

    /// <summary>Puts up the next one; as many contenders as callers.</summary>
    Task<IReadOnlyList<Contender>> PutUpAsync();

    /// <summary>How many of the one put up are taken, 0 or 1 unless it was oversold; -1 when the books do not add up.</summary>
    Task<int> TakenAsync();
}
