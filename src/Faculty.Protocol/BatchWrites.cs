namespace Faculty.V1;

/// <summary>A write about one batch.</summary>
public interface IBatchWrite : IReasonedWrite
{
    string Code { get; }
}

/// <summary>A reply with the batch as stored.</summary>
public interface IBatchReply : IWriteReply
{
    Batch Batch { get; set; }
}

public sealed partial class CreateBatchRequest : IReasonedWrite
{
    public string Etag => "";
}

public sealed partial class UpdateBatchRequest : IBatchWrite
{
    public string Code => Batch?.Code ?? "";
}

public sealed partial class OpenBatchRequest : IBatchWrite;

public sealed partial class CloseBatchRequest : IBatchWrite;

public sealed partial class CancelBatchRequest : IBatchWrite;

public sealed partial class ReviewBatchRequest : IBatchWrite;

public sealed partial class SetPanelRequest : IBatchWrite;

public sealed partial class AnnounceBatchRequest : IBatchWrite;

public sealed partial class DecideBatchRequest : IBatchWrite;

public sealed partial class CreateBatchResponse : IBatchReply;

public sealed partial class UpdateBatchResponse : IBatchReply;

public sealed partial class OpenBatchResponse : IBatchReply;

public sealed partial class CloseBatchResponse : IBatchReply;

public sealed partial class CancelBatchResponse : IBatchReply;

public sealed partial class ReviewBatchResponse : IBatchReply;

public sealed partial class SetPanelResponse : IBatchReply;

public sealed partial class AnnounceBatchResponse : IBatchReply;

public sealed partial class DecideBatchResponse : IBatchReply;
