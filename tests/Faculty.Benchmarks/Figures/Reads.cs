using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Benchmarks.Figures;

/// <summary>Get by id and pages of 50, beside echo and peer; last page beside first; large store beside small.</summary>
internal static class Reads
{
    private const string Get = "/faculty.v1.TeacherService/GetTeacher";
    private const string List = "/faculty.v1.TeacherService/ListTeachers";
    private const int Callers = 64;
    private const int PageCallers = 16;
    private const int PageSize = 50;
    private const int MostGets = 5000;
    private const int MostLists = 60;
    private const int MostPages = 40_000;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var (store, smallStore) = (await workspace.StoreAsync(options.Teachers), await workspace.StoreAsync(options.Small));
        var database = options.WithPeer ? Workspace.Database(await workspace.PeerAsync(options.Teachers)) : null;
        await using var ours = await Programs.OursAsync(store);
        await using var small = await Programs.OursAsync(smallStore);
        await using var echo = await Programs.EchoAsync();
        await using var peer = database is null ? null : await Programs.PeerAsync(database);
        var reads = await RequestsAsync(ours);
        var smallReads = await RequestsAsync(small);
        var client = new TeacherService.TeacherServiceClient(ours.Channel());

        var gets = Compare(
            [
                Comparison.Ours(ours, Get, reads.Gets),
                await Comparison.EchoAsync(echo, reads.Gets, r => client.GetTeacherAsync(r)),
                .. Peers(peer, Get, reads.Gets),
            ],
            Callers, options);
        var (get, floor) = (gets[0], gets[1]);
        report.AtLeast("get by id, rate beside echo", get.Rate / floor.Rate, "×", 0.85, Both(gets));
        report.AtMost("get by id, server CPU beside echo", get.CpuMicros / floor.CpuMicros, "×", 1.3, "same calls");
        if (peer is not null)
        {
            report.AtLeast("get by id, rate beside peer", get.Rate / gets[2].Rate, "×", 2, "same calls");
        }
        Scale(report, "get by id", [Comparison.Ours(ours, Get, reads.Gets), Comparison.Ours(small, Get, smallReads.Gets)], Callers, options);

        foreach (var (name, lists) in reads.Lists)
        {
            var pages = Compare(
                [
                    Comparison.Ours(ours, List, lists),
                    await Comparison.EchoAsync(echo, lists, r => client.ListTeachersAsync(r)),
                    .. Peers(peer, List, lists),
                ],
                PageCallers, options);
            report.AtLeast($"page of 50 by {name}, rate beside echo", pages[0].Rate / pages[1].Rate, "×", 0.6, Both(pages));
            if (peer is not null)
            {
                report.Note($"page of 50 by {name}, rate beside peer", pages[0].Rate / pages[2].Rate, "×", "same calls");
            }
            List<Contestant> sizes = [Comparison.Ours(ours, List, lists), Comparison.Ours(small, List, smallReads.Lists[name])];
            Scale(report, $"page of 50 by {name}", sizes, PageCallers, options);
        }
        await LastPageAsync(client, ours, reads, report, options);
    }

    private static async Task LastPageAsync(
        TeacherService.TeacherServiceClient client, ServerProcess ours, ReadRequests reads, Report report, BenchmarkOptions options)
    {
        var first = reads.Lists["name prefix"][0];
        var (last, request, pages) = (first, first.Clone(), 0);
        for (; pages < MostPages; pages++)
        {
            var page = await client.ListTeachersAsync(request);
            // Only full pages are compared.
            if (page.Teachers.Count < PageSize)
            {
                break;
            }
            last = request.Clone();
            if (page.NextPageToken.Length == 0)
            {
                break;
            }
            request.PageToken = page.NextPageToken;
        }
        var both = Compare([Comparison.Ours(ours, List, [last]), Comparison.Ours(ours, List, [first])], PageCallers, options);
        report.AtMost("last full page beside the first, server CPU", both[0].CpuMicros / both[1].CpuMicros, "×", 1.1,
            $"page {pages} of a name prefix: {Comparison.Side("last", both[0])}; {Comparison.Side("first", both[1])}");
    }

    private static void Scale(Report report, string name, IReadOnlyList<Contestant> largeAndSmall, int callers, BenchmarkOptions options)
    {
        var both = Compare(largeAndSmall, callers, options);
        report.AtMost($"{name}, {options.Teachers:N0} beside {options.Small:N0} teachers, server CPU", both[0].CpuMicros / both[1].CpuMicros, "×", 2,
            $"{Comparison.Side("large", both[0])}; {Comparison.Side("small", both[1])}");
    }

    private static IReadOnlyList<Measured> Compare(IReadOnlyList<Contestant> contestants, int callers, BenchmarkOptions options) =>
        Rounds.Run(contestants, callers, options.Rounds);

    private static IEnumerable<Contestant> Peers(ServerProcess? peer, string path, IEnumerable<IMessage> requests) =>
        peer is null ? [] : [Comparison.Peer(peer, path, requests)];

    private static string Both(IReadOnlyList<Measured> sides) =>
        string.Join("; ", sides.Zip(["ours", "echo", "peer"], (side, name) => Comparison.Side(name, side)));

    private static async Task<ReadRequests> RequestsAsync(ServerProcess server)
    {
        var sample = await StoreSample.OfAsync(server);
        var client = new TeacherService.TeacherServiceClient(server.Channel());
        var names = sample.Teachers.Select(t => t.Identity.DisplayName).ToList();
        var lists = new Dictionary<string, IReadOnlyList<ListTeachersRequest>>(StringComparer.Ordinal)
        {
            ["school"] = await FullAsync(client, sample.Schools.Select(s => new ListTeachersRequest { SchoolCode = s })),
            ["name prefix"] = await FullAsync(client, names.Select(n => n[..1]).Distinct().Select(p => new ListTeachersRequest { NamePrefix = p })),
            ["pinyin initials"] = await FullAsync(client, names.Select(Initials).Distinct().Select(i => new ListTeachersRequest { Initials = i })),
        };
        return new ReadRequests([.. sample.Teachers.Take(MostGets).Select(t => new GetTeacherRequest { TeacherId = t.TeacherId })], lists);
    }

    private static string Initials(string name) =>
        string.Concat(Domain.Codes.Pinyin.Spellings(name)[0].Select(s => s[0]).Take(2));

    // Pages that are full in stores of every size, so that equal work is compared.
    private static async Task<IReadOnlyList<ListTeachersRequest>> FullAsync(
        TeacherService.TeacherServiceClient client, IEnumerable<ListTeachersRequest> requests)
    {
        var full = new List<ListTeachersRequest>();
        foreach (var request in requests)
        {
            if ((await client.ListTeachersAsync(request)).Teachers.Count == PageSize)
            {
                full.Add(request);
            }
            if (full.Count == MostLists)
            {
                break;
            }
        }
        return full.Count > 0 ? full : throw new InvalidOperationException("The store is too small for a page of 50.");
    }

    private sealed record ReadRequests(IReadOnlyList<GetTeacherRequest> Gets, IReadOnlyDictionary<string, IReadOnlyList<ListTeachersRequest>> Lists);
}
