using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Order = Faculty.Domain.Training.Orders.Order;
using OrderParty = Faculty.Domain.Training.Orders.OrderParty;
using OrderState = Faculty.Domain.Training.Orders.OrderState;
using Trainer = Faculty.Domain.Training.Pool.Trainer;

namespace Faculty.Server.Training.Orders;

/// <summary>
/// Orders as the sides may see them. The school sees who teaches; the enterprise an alias and what the trainer can, and the name of whoever agrees
/// to be shown with it, once it confirmed. Who acted for the other side is told to neither.
/// </summary>
internal sealed class OrderViews(IRegistryStore store, RowScope scope, TimeProvider clock)
{
    public async Task<OrderView> OfAsync(Stored<Order> stored, OrderParty side, ServerCallContext context)
    {
        var (order, now) = (stored.Value, clock.GetUtcNow());
        var message = Wire.ToMessage(order);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        if (order.Quote is { } quote)
        {
            message.Quote.AmountFen = quote.AmountFen;
        }
        if (order.Settlement is { } settlement)
        {
            (message.Settlement.AmountFen, message.Settlement.WaivedFen) = (settlement.AmountFen, settlement.WaivedFen);
        }
        foreach (var session in message.Sessions)
        {
            session.Aliases.Add(session.TrainerIds.Select(order.AliasOf));
        }
        foreach (var step in message.Steps.Where(s => (int)s.Party != (int)side))
        {
            step.Actor = "";
        }
        var view = new OrderView { Order = message, State = (V1.OrderState)order.StateAt(now), Next = Next(order, now) };
        foreach (var trainerId in order.Roster)
        {
            view.Trainers.Add(await TrainerAsync(order, trainerId, side, context));
        }
        if (side != OrderParty.School)
        {
            message.Roster.Clear();
            message.BlockedTrainerIds.Clear();
            foreach (var session in message.Sessions)
            {
                session.TrainerIds.Clear();
            }
        }
        return view;
    }

    private async Task<OrderTrainer> TrainerAsync(Order order, string trainerId, OrderParty side, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var shown = new OrderTrainer { Alias = order.AliasOf(trainerId), TrainerId = side == OrderParty.School ? trainerId : "" };
        if (await store.FindAsync(Documents.Trainers, trainerId, ct) is not { Value: var trainer })
        {
            return shown;
        }
        var occupations = order.Lines.SelectMany(l => l.Item.Skills).Select(s => s.OccupationCode).ToHashSet(StringComparer.Ordinal);
        shown.Skills.Add(trainer.Skills.Where(s => occupations.Contains(s.OccupationCode)).Select(s => new V1.OrderedSkill { OccupationCode = s.OccupationCode, Level = (SkillLevel)s.Level }));
        if (side == OrderParty.School || IsNamed(order, trainer))
        {
            var rows = side == OrderParty.School ? await scope.TeachersAsync(context) : scope.Everyone;
            (_, shown.DisplayName) = await new TeacherNames(rows).OfAsync(trainer.TeacherId, ct);
        }
        return shown;
    }

    private bool IsNamed(Order order, Trainer trainer) =>
        order.State is OrderState.Confirmed or OrderState.InDelivery or OrderState.Delivered or OrderState.Rated or OrderState.Settled
        && trainer.ConsentOn(clock.TodayInChina()) is { NameShown: true };

    private static NextOrderStep? Next(Order order, DateTimeOffset now) => order.NextAt(now) is { } next
        ? new()
        {
            Party = (V1.OrderParty)next.Party, Step = (V1.OrderStepType)next.Step, UntilTime = next.Until is { } until ? Timestamp.FromDateTimeOffset(until) : null, Day = next.Day?.ToWire(),
        }
        : null;
}
