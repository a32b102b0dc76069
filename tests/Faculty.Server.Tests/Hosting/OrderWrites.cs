using Faculty.Server.Tests.Training.Orders;
using Faculty.Server.Tests.Training.Pool;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Orders.Ordering;

namespace Faculty.Server.Tests.Hosting;

/// <summary>An example of every write about orders, one after the other; an enterprise and two trainers are there from the start.</summary>
internal static class OrderWrites
{
    public static async Task<(string First, string Second)> PrepareAsync(TestServer server)
    {
        await server.Organisations.CreateOrganisationAsync(Create(Pooling.Enterprise, OrganisationKind.Enterprise, "某机械厂", County));
        await server.OfferAsync(School);
        return ((await server.PoolAsync("赵六")).TrainerId, (await server.PoolAsync("孙七")).TrainerId);
    }

    /// <param name="last">The last reply, in which the order stands that was made.</param>
    /// <param name="trainers">Two trainers of the school.</param>
    /// <param name="today">The day of the sessions.</param>
    public static IEnumerable<(string Rpc, Func<IMessage> Request)> Of(Func<IMessage> last, (string First, string Second) trainers, Func<Google.Type.Date> today)
    {
        string Number() => ((IOrderReply)last()).View.Order.Number;
        TeachingSession First() => ((IOrderReply)last()).View.Order.Sessions[0];
        yield return ("CreateOrder", () => new CreateOrderRequest { Order = Wanted() });
        yield return ("SubmitOrder", () => new SubmitOrderRequest { Number = Number() });
        yield return ("RejectOrder", () => new RejectOrderRequest { Number = Number(), Note = "满员" });
        yield return ("CreateOrder", () => new CreateOrderRequest { Order = Wanted() });
        yield return ("CancelOrder", () => new CancelOrderRequest { Number = Number(), Note = "停产" });
        yield return ("CreateOrder", () => new CreateOrderRequest { Order = Wanted() });
        var number = Number();
        yield return ("ReviseOrder", () => new ReviseOrderRequest { Number = number, Order = Wanted(heads: 12) });
        yield return ("SubmitOrder", () => new SubmitOrderRequest { Number = number });
        yield return ("RecordNoTrainer", () => new RecordNoTrainerRequest { Number = number });
        yield return ("RequeueOrder", () => new RequeueOrderRequest { Number = number });
        yield return ("QuoteOrder", () => Quote(number, Session(trainers.First, today())));
        yield return ("ConfirmOrder", () => new ConfirmOrderRequest { Number = number, Note = "电话确认" });
        yield return ("RescheduleSession", () => new RescheduleSessionRequest { Number = number, SessionId = First().SessionId, Day = today(), FromTime = At("14:00"), ToTime = At("18:00"), Note = "停电" });
        yield return ("ReplaceTrainer", () => new ReplaceTrainerRequest { Number = number, TrainerId = trainers.First, ReplacementTrainerId = trainers.Second, Note = "病假" });
        yield return ("RecordDelivery", () => new RecordDeliveryRequest
        {
            Number = number, Attendance = { new SessionAttendance { SessionId = First().SessionId, Attended = 12 } }, Results = { new LineResult { LineNumber = 1, Completed = 12, Passed = 11 } },
        });
        yield return ("RateOrder", () => new RateOrderRequest { Number = number, Rating = new() { Stars = 4 } });
        yield return ("SettleOrder", () => new SettleOrderRequest { Number = number, DocumentNumber = "1", Explanation = "企业已注销" });
    }
}
