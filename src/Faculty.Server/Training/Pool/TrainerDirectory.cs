using Faculty.Domain.Training.Pool;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Training.Pool;

/// <summary>All trainers in memory with what their skills stand on, kept by following the journal. Read it after JournalFollower.CaughtUpAsync.</summary>
internal sealed class TrainerDirectory : IReadModel
{
    private volatile TrainerView now = TrainerView.Empty;
    private IRegistryStore? store;

    /// <summary>Trainers and persons of one moment: take it once for an answer.</summary>
    public TrainerView Now => now;

    public long Revision => now.Revision;

    public async ValueTask StartAsync(IRegistryStore from, CancellationToken ct)
    {
        store = from;
        var revision = from.Revision;
        var view = TrainerView.Empty;
        await foreach (var document in from.ScanAsync(Documents.Trainers.Name, ct))
        {
            view = await WithAsync(view, Documents.Trainers.Typed(document), ct);
        }
        now = view with { Revision = revision };
    }

    public async ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var next = now;
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.Trainers.Name, StringComparison.Ordinal) && change.Body is { } body)
            {
                next = await WithAsync(next, new(change.Id, entry.Revision, Documents.Trainers.Read(body)), ct);
            }
            else if (string.Equals(change.Type, Documents.Teachers.Name, StringComparison.Ordinal) && next.Persons.Knows(change.Id) && change.Body is { } teacher)
            {
                next = next with { Persons = await next.Persons.WithAsync(Documents.Teachers.Read(teacher), store!, ct) };
            }
        }
        now = next with { Revision = entry.Revision };
    }

    private async ValueTask<TrainerView> WithAsync(TrainerView view, Stored<Trainer> trainer, CancellationToken ct) => view with
    {
        Trainers = view.Trainers.SetItem(trainer.Id, trainer),
        Persons = await view.Persons.WithAsync(trainer.Value.TeacherId, store!, ct),
    };
}
