using Faculty.V1;

namespace Faculty.Server.Hosting;

/// <summary>A call the server will not carry out, with its reason from the catalogue. Not a fault of the server.</summary>
internal sealed class Refusal(ErrorReason reason, string message) : Exception(message)
{
    public ErrorReason Reason { get; } = reason;

    public IReadOnlyList<(string Key, string Value)> Metadata { get; init; } = [];

    public IReadOnlyList<FieldProblem> Fields { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>It tells that an ID number is that of somebody whom the caller may not see: counted and kept.</summary>
    public bool TellsOfForeignNumber { get; init; }

    public static Refusal NotFound(string type, string id) =>
        new(ErrorReason.NotFound, $"No {type} with this id.") { Metadata = [("type", type), ("id", id)] };

    public static Refusal EtagMismatch(string type, string id) =>
        new(ErrorReason.EtagMismatch, $"The {type} changed since it was read; read it again and decide again.") { Metadata = [("type", type), ("id", id)] };

    public static Refusal Field(string field, string problem) =>
        new(ErrorReason.InvalidRequest, "The request is not valid.") { Fields = [new(field, problem)] };

    public static Refusal Stalled() =>
        new(ErrorReason.StreamStalled, "The stream was not read for too long; open it again after the last token.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Refusal ShuttingDown() =>
        new(ErrorReason.ShuttingDown, "The server is stopping; connect again.") { RetryAfter = TimeSpan.FromSeconds(1) };
}

/// <summary>A field in proto path form, and what is wrong with it and how to mend it.</summary>
internal readonly record struct FieldProblem(string Field, string Problem);
