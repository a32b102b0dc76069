namespace Faculty.V1;

/// <summary>A write about one group.</summary>
public interface IGroupWrite : IReasonedWrite
{
    string Code { get; }
}

/// <summary>A reply with the group as stored.</summary>
public interface IGroupReply : IWriteReply
{
    Group Group { get; set; }
}

public sealed partial class CreateGroupRequest : IReasonedWrite
{
    public string Etag => "";
}

public sealed partial class CreateGroupResponse : IGroupReply;

public sealed partial class UpdateGroupRequest : IGroupWrite
{
    public string Code => Group?.Code ?? "";
}

public sealed partial class UpdateGroupResponse : IGroupReply;

public sealed partial class RecordGroupEventRequest : IGroupWrite;

public sealed partial class RecordGroupEventResponse : IGroupReply;

public sealed partial class WithdrawGroupEventRequest : IGroupWrite;

public sealed partial class WithdrawGroupEventResponse : IGroupReply;

public sealed partial class AddMemberRequest : IGroupWrite;

public sealed partial class AddMemberResponse : IGroupReply;

public sealed partial class EndMemberRequest : IGroupWrite;

public sealed partial class EndMemberResponse : IGroupReply;

public sealed partial class CorrectMemberRequest : IGroupWrite;

public sealed partial class CorrectMemberResponse : IGroupReply;

public sealed partial class WithdrawMemberRequest : IGroupWrite;

public sealed partial class WithdrawMemberResponse : IGroupReply;

public sealed partial class RecordGroupTaskRequest : IGroupWrite;

public sealed partial class RecordGroupTaskResponse : IGroupReply;

public sealed partial class WithdrawGroupTaskRequest : IGroupWrite;

public sealed partial class WithdrawGroupTaskResponse : IGroupReply;
