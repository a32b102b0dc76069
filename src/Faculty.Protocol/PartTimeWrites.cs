using Google.Protobuf.Collections;

namespace Faculty.V1;

/// <summary>A write about the budget of a school's year.</summary>
public interface IBudgetWrite : IReasonedWrite
{
    string SchoolCode { get; }

    int Year { get; }
}

/// <summary>A reply with the budget as stored.</summary>
public interface IBudgetReply : IWriteReply
{
    PartTimeBudget Budget { get; set; }
}

/// <summary>A reply with the standard as stored.</summary>
public interface IStandardReply : IWriteReply
{
    PayStandard Standard { get; set; }
}

/// <summary>A step of many lines of work.</summary>
public interface IHoursWrite : IReasonedWrite
{
    RepeatedField<string> LineIds { get; }

    Google.Type.Date Date { get; }
}

/// <summary>A reply with lines as stored.</summary>
public interface IHoursReply : IWriteReply
{
    RepeatedField<HoursLine> Lines { get; }
}

public sealed partial class SetBudgetRequest : IBudgetWrite;

public sealed partial class SetBudgetResponse : IBudgetReply;

public sealed partial class SetBudgetRulesRequest : IBudgetWrite;

public sealed partial class SetBudgetRulesResponse : IBudgetReply;

public sealed partial class SetStandardRequest : IReasonedWrite;

public sealed partial class SetStandardResponse : IStandardReply;

public sealed partial class WithdrawRateRequest : IReasonedWrite;

public sealed partial class WithdrawRateResponse : IStandardReply;

public sealed partial class RecordHoursRequest : IReasonedWrite;

public sealed partial class RecordHoursResponse : IHoursReply;

public sealed partial class ImportHoursRequest : IReasonedWrite;

public sealed partial class ImportHoursResponse : IWriteReply;

public sealed partial class ConfirmHoursRequest : IHoursWrite;

public sealed partial class ConfirmHoursResponse : IHoursReply;

public sealed partial class ReturnHoursRequest : IHoursWrite;

public sealed partial class ReturnHoursResponse : IHoursReply;

public sealed partial class PayHoursRequest : IHoursWrite;

public sealed partial class PayHoursResponse : IHoursReply;

public sealed partial class RefuseHoursRequest : IHoursWrite;

public sealed partial class RefuseHoursResponse : IHoursReply;

public sealed partial class ReverseHoursRequest : IHoursWrite;

public sealed partial class ReverseHoursResponse : IHoursReply;
