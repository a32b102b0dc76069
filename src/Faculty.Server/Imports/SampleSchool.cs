using System.Reflection;
using Faculty.Server.Access;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Hiring;
using Faculty.Server.Quotas.PartTime;
using Faculty.Server.Quotas.Seats;
using Faculty.Server.Training.Pool;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Imports;

/// <summary>The sample school (示例学校): CSV files in the server itself, imported as any roster is, the rules it recognises by, its seats, its part-time money and its pool of trainers.</summary>
internal sealed class SampleSchool(IRegistryStore store, JournalFollower follower, OrganisationDirectory organisations, RowScope scope, SeatWrites guard, EstablishmentDirectory establishments, HiringDirectory hiringLines, Uploads uploads, SampleRules rules, SampleSeats seats, SampleMoney money, SampleTrainers trainers, TimeProvider clock)
{
    private const string Folder = "Faculty.Server.Sample.";

    // The sample tells of days up to this one, whatever the clock of the machine says.
    private static readonly DateOnly MadeOn = new(2026, 12, 31);

    /// <summary>Loads it when the store is empty; a sample that does not import is a fault of the build.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        if (store.Revision > 0)
        {
            return;
        }
        var upload = uploads.Begin(Caller.Server.PrincipalId);
        try
        {
            await PutFilesAsync(upload, ct);
            var today = clock.TodayInChina();
            using var run = new ImportRun(store, follower, organisations, today > MadeOn ? today : MadeOn, upload, ImportMode.AllOrNothing)
            {
                Own = scope.Everyone,
                BeforeNumbers = () => ValueTask.CompletedTask,
                OwnOrganisations = Coverage.Everything,
                OwnDecisions = Coverage.Everything,
                Seats = guard,
                Establishments = establishments,
                HiringLines = hiringLines,
                Quotas = new(Coverage.Everything, Coverage.Everything, Coverage.Everything, Explained: true),
                NewBatch = () => new("server", "sample"),
                HeadBatch = _ => new("server", "sample"),
            };
            var outcome = await run.RunAsync(ct);
            if (outcome.FaultCount > 0)
            {
                var fault = run.Faults.Listed(1)[0];
                throw new InvalidOperationException($"The sample has {outcome.FaultCount} faults; the first: {fault.Sheet} row {fault.Row} {fault.Column}: {fault.Message}");
            }
        }
        finally
        {
            uploads.Discard(upload.Owner, upload.Id);
        }
        await rules.LoadAsync(ct);
        await seats.LoadAsync(ct);
        await money.LoadAsync(ct);
        await trainers.LoadAsync(ct);
    }

    private static async Task PutFilesAsync(Upload upload, CancellationToken ct)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            await using var resource = assembly.GetManifestResourceStream(name)!;
            var content = await Google.Protobuf.ByteString.FromStreamAsync(resource, ct);
            upload.Append(name[Folder.Length..], 0, content);
        }
    }
}
