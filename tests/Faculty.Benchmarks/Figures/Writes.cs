using System.Buffers.Binary;
using System.Buffers.Text;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>Durable updates by 64 callers, beside the peer; syncs per acknowledged write, counted from outside.</summary>
internal static class Writes
{
    private const string Update = "/faculty.v1.TeacherService/UpdateTeacherIdentity";
    private const int Callers = 64;
    private static readonly string[] EthnicGroups = ["01", "02"];

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        using var ourData = workspace.Scratch(await workspace.StoreAsync(options.Teachers));
        using var peerData = options.WithPeer ? workspace.Scratch(await workspace.PeerAsync(options.Teachers)) : null;
        await using var ours = await Programs.OursAsync(ourData.Path);
        await using var echo = await Programs.EchoAsync();
        await using var peer = peerData is null ? null : await Programs.PeerAsync(Workspace.Database(peerData.Path));
        var updates = Updates(await StoreSample.OfAsync(ours));
        var client = new TeacherService.TeacherServiceClient(ours.Channel());

        var before = Machine.SyncsPerSecond(ourData.Path);
        List<Contestant> contestants =
        [
            Comparison.Ours(ours, Update, updates),
            await Comparison.EchoAsync(echo, updates.Take(200), r => client.UpdateTeacherIdentityAsync(r)),
        ];
        if (peer is not null)
        {
            contestants.Add(Comparison.Peer(peer, Update, updates));
        }
        var sides = Rounds.Run(contestants, Callers, options.Rounds);
        var detail = string.Join("; ", sides.Zip(["ours", "echo", "peer"], (side, name) => Comparison.Side(name, side)));
        if (peer is not null)
        {
            report.AtLeast("durable update, 64 callers, rate beside peer", sides[0].Rate / sides[2].Rate, "×", 5, detail);
        }
        report.Note("durable update, rate beside echo", sides[0].Rate / sides[1].Rate, "×", detail);
        report.Note("disk: durable overwrites of 32 KiB", before, "/s", $"{Machine.SyncsPerSecond(ourData.Path):N0}/s afterwards");
        await SyncsAsync(ours, contestants[0], new ChangeService.ChangeServiceClient(ours.Channel()), report, options);
    }

    private static async Task SyncsAsync(
        ServerProcess ours, Contestant updates, ChangeService.ChangeServiceClient client, Report report, BenchmarkOptions options)
    {
        if (!SyncCount.Available)
        {
            report.Note("fdatasync per acknowledged write", "strace is not installed");
            return;
        }
        // Revisions are dense, so their difference is the number of writes.
        var before = await RevisionAsync(client);
        var rate = 0.0;
        var syncs = await SyncCount.DuringAsync(ours.Pid, () => rate = Rounds.Run([updates], Callers, options.Rounds with { Rounds = 1 })[0].Rate);
        var writes = await RevisionAsync(client) - before;
        report.AtMost("fdatasync per acknowledged write", (double)syncs / writes, "", 0.05, $"{syncs} syncs, {writes:N0} writes at {rate:N0}/s under strace");
    }

    // A watch from now says first where now is.
    private static async Task<long> RevisionAsync(ChangeService.ChangeServiceClient client)
    {
        using var watch = client.WatchChanges(new WatchChangesRequest());
        return await watch.ResponseStream.MoveNext(CancellationToken.None)
            ? BinaryPrimitives.ReadInt64BigEndian(Base64Url.DecodeFromChars(watch.ResponseStream.Current.ChangeToken))
            : throw new InvalidOperationException("The watch ended at once.");
    }

    // Every teacher twice with other values, so that each write in turn is a change.
    private static List<UpdateTeacherIdentityRequest> Updates(StoreSample sample) =>
        [.. EthnicGroups.SelectMany(_ => sample.Teachers, (ethnicGroup, teacher) => new UpdateTeacherIdentityRequest
        {
            TeacherId = teacher.TeacherId,
            Identity = new Identity { EthnicGroup = ethnicGroup },
            UpdateMask = new() { Paths = { "ethnic_group" } },
            Reason = "benchmark",
        })];
}
