namespace Faculty.V1;

/// <summary>A write about one order.</summary>
public interface IOrderWrite : IReasonedWrite
{
    string Number { get; }
}

/// <summary>A reply with the order as stored.</summary>
public interface IOrderReply : IWriteReply
{
    OrderView View { get; set; }
}

public sealed partial class CreateOrderRequest : IOrderWrite
{
    /// <summary>The server gives it.</summary>
    public string Number => "";
}

public sealed partial class CreateOrderResponse : IOrderReply;

public sealed partial class ReviseOrderRequest : IOrderWrite;

public sealed partial class ReviseOrderResponse : IOrderReply;

public sealed partial class SubmitOrderRequest : IOrderWrite;

public sealed partial class SubmitOrderResponse : IOrderReply;

public sealed partial class QuoteOrderRequest : IOrderWrite;

public sealed partial class QuoteOrderResponse : IOrderReply;

public sealed partial class ConfirmOrderRequest : IOrderWrite;

public sealed partial class ConfirmOrderResponse : IOrderReply;

public sealed partial class RejectOrderRequest : IOrderWrite;

public sealed partial class RejectOrderResponse : IOrderReply;

public sealed partial class CancelOrderRequest : IOrderWrite;

public sealed partial class CancelOrderResponse : IOrderReply;

public sealed partial class RecordNoTrainerRequest : IOrderWrite;

public sealed partial class RecordNoTrainerResponse : IOrderReply;

public sealed partial class RequeueOrderRequest : IOrderWrite;

public sealed partial class RequeueOrderResponse : IOrderReply;

public sealed partial class RescheduleSessionRequest : IOrderWrite;

public sealed partial class RescheduleSessionResponse : IOrderReply;

public sealed partial class ReplaceTrainerRequest : IOrderWrite;

public sealed partial class ReplaceTrainerResponse : IOrderReply;

public sealed partial class RecordDeliveryRequest : IOrderWrite;

public sealed partial class RecordDeliveryResponse : IOrderReply;

public sealed partial class RateOrderRequest : IOrderWrite;

public sealed partial class RateOrderResponse : IOrderReply;

public sealed partial class SettleOrderRequest : IOrderWrite;

public sealed partial class SettleOrderResponse : IOrderReply;
