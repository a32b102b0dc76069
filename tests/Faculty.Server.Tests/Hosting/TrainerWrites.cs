using Faculty.Server.Tests.Training.Pool;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>An example of every write about trainers, one after the other.</summary>
internal static class TrainerWrites
{
    /// <param name="last">The last reply, in which ids stand that were made.</param>
    public static IEnumerable<(string Rpc, Func<Teacher, IMessage> Request)> Of(Func<IMessage> last)
    {
        Trainer Trainer() => ((ITrainerReply)last()).Trainer;
        yield return ("CreateTrainer", t => new CreateTrainerRequest { Trainer = new() { TeacherId = t.TeacherId, OrganisationCode = School }, ProposedDate = Pooling.Proposed });
        var id = Trainer().TrainerId;
        yield return ("UpdateTrainer", _ => new UpdateTrainerRequest { Trainer = new() { TrainerId = id, FeeFen = 9_000 }, UpdateMask = new() { Paths = { "fee_fen" } } });
        yield return ("RecordTrainerEvent", _ => new RecordTrainerEventRequest { TrainerId = id, Event = Pooling.Event(TrainerEventType.Consent, Pooling.Published) });
        var made = Trainer();
        yield return ("WithdrawTrainerEvent", _ => new WithdrawTrainerEventRequest { TrainerId = id, EventId = made.Events[^1].EventId });
    }
}
