using System.Diagnostics;
using System.Text;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.Server;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Authorisation = Faculty.Domain.Quotas.Seats.Authorisation;
using Documents = Faculty.Server.Documents;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;
using PostCategory = Faculty.Domain.Teachers.PostCategory;

namespace Faculty.Benchmarks.Figures;

/// <summary>The balance of seats of a school, of a county of fifty schools and of the nation by province on any day; a payroll of 10,000 lines; and what the guard costs a write.</summary>
internal static class Seats
{
    private const string Path = "/faculty.v1.SeatService/GetSeats";
    private const int Callers = 16;
    private const int Questions = 2000;
    private const int CountySchools = 50;
    private const int PayrollLines = 10_000;
    private const int PayrollSchools = 150;
    private const int Turns = 5;
    private const string County = "FIFTY";
    private const string Correct = "/faculty.v1.TeacherService/CorrectFact";
    private const int WritingCallers = 4;
    private const int WithoutEvery = 10;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        using var scratch = workspace.Scratch(await workspace.RegistryAsync(options.Teachers));
        var without = await AuthoriseAsync(scratch.Path);
        await using var ours = await Programs.OursAsync(scratch.Path);
        await using var echo = await Programs.EchoAsync();
        var sample = await StoreSample.OfAsync(ours);
        var client = new SeatService.SeatServiceClient(ours.Channel());
        var schools = sample.Organisations.Where(o => o.Kind == OrganisationKind.School).ToList();

        var ofSchools = Any([.. sample.Schools], SeatBreakdown.Category);
        var sides = Rounds.Run([Comparison.Ours(ours, Path, ofSchools), await Comparison.EchoAsync(echo, ofSchools, r => client.GetSeatsAsync(r))], Callers, options.Rounds);
        report.AtMost("seats of a school by category on any day, server CPU", sides[0].CpuMicros / 1000, "ms", 1, $"{Comparison.Side("ours", sides[0])}; {Comparison.Side("echo", sides[1])}");

        var ofCounty = Rounds.Run([Comparison.Ours(ours, Path, Any([County], SeatBreakdown.School))], callers: 2, options.Rounds)[0];
        report.AtMost($"seats of a county of {CountySchools} schools by school on any day, server CPU", ofCounty.CpuMicros / 1000, "ms", 10, Comparison.Side("ours", ofCounty));

        var nation = new GetSeatsRequest { ScopeCode = sample.Root, By = SeatBreakdown.Child };
        report.AtMost("seats of the nation by province", await MillisAsync(() => client.GetSeatsAsync(nation)), "ms", 1000, $"{schools.Count:N0} schools, median of {Turns}, one after the other");

        var (payer, paid) = Scope(sample, schools, PayrollSchools);
        var lines = await PayrollAsync(client, payer, schools);
        ReconcilePayrollResponse? told = null;
        var payroll = new ReconcilePayrollRequest { ScopeCode = payer, Month = new() { Year = 2026, Month = 9 }, Content = lines };
        var millis = await MillisAsync(async () => told = await client.ReconcilePayrollAsync(payroll));
        report.AtMost("a payroll held against the books", millis, "ms", 2000, $"{told!.LineCount:N0} lines, {told.OnBooksCount:N0} on the books of {paid} schools, {told.DifferenceCount:N0} differences, median of {Turns}");

        var kept = sample.Schools.Where(s => !without.Contains(s)).Take(sample.Schools.Count(without.Contains)).ToHashSet(StringComparer.Ordinal);
        var writes = Rounds.Run([Corrections(ours, sample, kept), Corrections(ours, sample, without)], WritingCallers, options.Rounds);
        report.Note(
            "an engagement corrected at a school whose seats are kept, beside one where none are, server CPU", writes[0].CpuMicros / writes[1].CpuMicros, "×",
            $"{kept.Count} schools each; {Comparison.Side("kept", writes[0])}; {Comparison.Side("not kept", writes[1])}");
    }

    // Every engagement to another first day and back: of two writes one takes a seat for a day and one gives it back.
    private static Contestant Corrections(ServerProcess ours, StoreSample sample, HashSet<string> schools)
    {
        var engaged = sample.Teachers.Select(t => (t.TeacherId, Engagement: t.Engagements[0])).Where(t => schools.Contains(t.Engagement.SchoolCode)).ToList();
        return Comparison.Ours(ours, Correct, ((int[])[1, 0]).SelectMany(later => engaged.Select(t =>
        {
            var request = new CorrectFactRequest { TeacherId = t.TeacherId, Engagement = new(t.Engagement), Reason = "benchmark" };
            request.Engagement.StartDate.Day += later;
            return request;
        })));
    }

    // The organisation that has nearest to so many schools below it.
    private static (string Code, int Schools) Scope(StoreSample sample, List<Organisation> schools, int wanted)
    {
        var parents = sample.Organisations.ToDictionary(o => o.Code, o => o.Parents.LastOrDefault()?.ParentCode, StringComparer.Ordinal);
        var below = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var school in schools)
        {
            for (var code = parents[school.Code]; code is not null; code = parents[code])
            {
                below[code] = below.GetValueOrDefault(code) + 1;
            }
        }
        var nearest = below.MinBy(b => Math.Abs(b.Value - wanted));
        return (nearest.Key, nearest.Value);
    }

    // Whoever is on a seat, and then lines of nobody until there are enough.
    private static async Task<ByteString> PayrollAsync(SeatService.SeatServiceClient client, string scope, List<Organisation> schools)
    {
        var csv = new StringBuilder("staff_number,name,school_code,amount\n");
        var count = 0;
        using var call = client.StreamSeats(new() { ScopeCode = scope, AsOf = new() { Year = 2026, Month = 9, Day = 1 } });
        while (count < PayrollLines && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            foreach (var seat in call.ResponseStream.Current.Seats.Where(s => s.StaffNumber.Length > 0).Take(PayrollLines - count))
            {
                csv.Append(seat.StaffNumber).Append(',').Append(seat.DisplayName).Append(',').Append(seat.SchoolCode).Append(",5320.50\n");
                count++;
            }
        }
        for (; count < PayrollLines; count++)
        {
            csv.Append($"X{count},nobody,{schools[count % schools.Count].Code},1.00\n");
        }
        return ByteString.CopyFromUtf8($"{csv}");
    }

    private static async Task<double> MillisAsync<T>(Func<AsyncUnaryCall<T>> call) => await MillisAsync(async () => await call());

    private static async Task<double> MillisAsync(Func<Task> call)
    {
        // The first two warm up.
        await call();
        await call();
        var times = new List<double>();
        for (var i = 0; i < Turns; i++)
        {
            var watch = Stopwatch.StartNew();
            await call();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return Rounds.Median(times, t => t);
    }

    private static List<GetSeatsRequest> Any(IReadOnlyList<string> scopes, SeatBreakdown by)
    {
        var random = new Random(StoreSample.Seed);
        return [.. Enumerable.Range(0, Questions).Select(_ => new GetSeatsRequest
        {
            ScopeCode = scopes[random.Next(scopes.Count)], By = by, AsOf = new() { Year = random.Next(2016, 2029), Month = random.Next(1, 13), Day = random.Next(1, 29) },
        })];
    }

    /// <summary>
    /// Two categories and a pool for nine schools of ten, put in as an import would, and a county of its own for fifty of them; the codes of the others.
    /// </summary>
    private static async Task<HashSet<string>> AuthoriseAsync(string folder)
    {
        await Signing.KeyAsync(folder);
        await using var server = await FacultyServer.StartAsync(new() { DataDirectory = Programs.DataOf(folder), KeysDirectory = Programs.KeysOf(folder), GrpcPort = 0, WebPort = 0 }, TimeProvider.System);
        var store = server.Services.GetRequiredService<IRegistryStore>();
        var (batch, without, count) = (new WriteBatch("benchmark", "seats"), new HashSet<string>(StringComparer.Ordinal), 0);
        await foreach (var document in store.ScanAsync(Documents.Organisations.Name, CancellationToken.None))
        {
            var organisation = Documents.Organisations.Read(document.Body);
            if (organisation.Kind != Domain.Organisations.OrganisationKind.School)
            {
                continue;
            }
            if (count++ % WithoutEvery == 0)
            {
                without.Add(organisation.Code);
                continue;
            }
            batch.Insert(Documents.Establishments, $"seats-{organisation.Code}", Establishment(organisation.Code));
            if (count - without.Count == 1)
            {
                var fifty = Fifty(organisation);
                batch.Insert(Documents.Organisations, fifty.OrganisationId, fifty);
            }
            if (count - without.Count <= CountySchools)
            {
                batch.Replace(
                    Documents.Organisations, new(document.Id, document.Revision, organisation),
                    organisation with { Parents = [new() { ParentCode = County, StartDate = organisation.Parents[0].StartDate }] });
            }
        }
        await store.CommitAsync(batch);
        return without;
    }

    // Beside the county of the first of its schools.
    private static Domain.Organisations.Organisation Fifty(Domain.Organisations.Organisation school) => school with
    {
        OrganisationId = Ids.New(), Code = County, Kind = Domain.Organisations.OrganisationKind.County, Names = [new() { Name = County, StartDate = school.StartDate }],
        Parents = [new() { ParentCode = Registry.Province, StartDate = school.StartDate }],
    };

    private static Establishment Establishment(string school)
    {
        return new()
        {
            EstablishmentId = $"seats-{school}",
            OrganisationCode = school,
            Authorisations =
            [
                New(PostCategory.Unspecified, 40, 2000), New(PostCategory.Specialty, 150, 2000), New(PostCategory.Practice, 12, 2000), New(PostCategory.Specialty, 250, 2015), New(PostCategory.Unspecified, 38, 2024),
            ],
        };

        static Authorisation New(PostCategory category, int seats, int year) =>
            new() { AuthorisationId = $"{category}{year}", Category = category, SeatCount = seats, DocumentNumber = $"编〔{year}〕1号", StartDate = new(year, 1, 1) };
    }
}
