using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Batches;

/// <summary>`faculty batches …` (认定批次).</summary>
internal static class BatchesCommand
{
    public static Command Create(Words words) => new("batches", words["batches of recognition: reviewed, made public and decided together", "认定批次：一同评审、公示、公布"])
    {
        CreateBatch.Create(words),
        ReviseBatch.Create(words),
        OpenBatch.Create(words),
        CloseBatch.Create(words),
        CancelBatch.Create(words),
        ReviewBatch.Create(words),
        SetPanel.Create(words),
        AnnounceBatch.Create(words),
        DecideBatch.Create(words),
        GetBatch.Create(words),
        ListBatches.Create(words),
        ListPublicity.Create(words),
    };
}
