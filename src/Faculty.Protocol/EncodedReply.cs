using Google.Protobuf;

namespace Faculty.V1;

/// <summary>
/// A reply that may carry its encoded bytes instead of its fields, so that stored bytes reach the wire without being parsed
/// and written again. Only the server sets it; who receives the message sees ordinary fields.
/// </summary>
public interface IEncodedReply : IMessage
{
    /// <summary>The whole message in wire form, as pieces to be written one after the other; null when the fields count.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>>? Encoded { get; set; }
}

public sealed partial class GetTeacherResponse : IEncodedReply
{
    public IReadOnlyList<ReadOnlyMemory<byte>>? Encoded { get; set; }
}

public sealed partial class ListTeachersResponse : IEncodedReply
{
    public IReadOnlyList<ReadOnlyMemory<byte>>? Encoded { get; set; }
}

public sealed partial class StreamTeachersResponse : IEncodedReply
{
    public IReadOnlyList<ReadOnlyMemory<byte>>? Encoded { get; set; }
}

public sealed partial class WatchTrendResponse : IEncodedReply
{
    public IReadOnlyList<ReadOnlyMemory<byte>>? Encoded { get; set; }
}

public sealed partial class WatchChangesResponse : IEncodedReply
{
    public IReadOnlyList<ReadOnlyMemory<byte>>? Encoded { get; set; }
}

public sealed partial class StreamChangesResponse : IEncodedReply
{
    public IReadOnlyList<ReadOnlyMemory<byte>>? Encoded { get; set; }
}
