namespace Faculty.V1;

/// <summary>A write about one trainer.</summary>
public interface ITrainerWrite : IReasonedWrite
{
    string TrainerId { get; }
}

/// <summary>A reply with the trainer as stored.</summary>
public interface ITrainerReply : IWriteReply
{
    Trainer Trainer { get; set; }
}

public sealed partial class CreateTrainerRequest : IReasonedWrite
{
    public string Etag => "";
}

public sealed partial class CreateTrainerResponse : ITrainerReply;

public sealed partial class UpdateTrainerRequest : ITrainerWrite
{
    public string TrainerId => Trainer?.TrainerId ?? "";
}

public sealed partial class UpdateTrainerResponse : ITrainerReply;

public sealed partial class RecordTrainerEventRequest : ITrainerWrite;

public sealed partial class RecordTrainerEventResponse : ITrainerReply;

public sealed partial class WithdrawTrainerEventRequest : ITrainerWrite;

public sealed partial class WithdrawTrainerEventResponse : ITrainerReply;
