using System.Text;
using CsCheck;
using Faculty.V1;
using Google.Type;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Imports;

/// <summary>An export taken into an empty registry: the same facts on every day, whatever became of organisations, and whatever came before its certificate.</summary>
public sealed class RoundTripTests
{
    private const string Authority = "山西省教育厅";
    private const string Certificate = "SX-900";
    private static readonly string[] Organisations = [County, "140525", "GP", "GQ", "GP-ZB", "GP-XX", "GP-YS", "GP-JX"];
    private static readonly RecognitionEventType[] EventTypes = [RecognitionEventType.Suspend, RecognitionEventType.Reinstate, RecognitionEventType.Revoke, RecognitionEventType.Correct];

    private static readonly Gen<Date> AnyDay = Gen.Int[0, 5_500].Select(days => DateOf(new DateOnly(2010, 1, 1).AddDays(days)));

    private static readonly Gen<Change> AnyChange = Gen.OneOf(
        Gen.Select(Gen.Int[0, Organisations.Length - 1], Gen.Int[0, 2], AnyDay).Select((at, name, day) => new Change(day, async server =>
            await server.Organisations.RenameOrganisationAsync(new() { Code = Organisations[at], Name = $"新名{name}", StartDate = day }))),
        Gen.Select(Gen.Int[0, 1], AnyDay).Select((to, day) => new Change(day, async server =>
            await server.Organisations.MoveOrganisationAsync(new() { Code = "GP", ParentCode = Organisations[to], StartDate = day }))),
        Gen.Select(Gen.Int[2, 3], AnyDay).Select((to, day) => new Change(day, async server =>
            await server.Organisations.MoveOrganisationAsync(new() { Code = "GP-YS", ParentCode = Organisations[to], StartDate = day }))),
        Gen.Select(Gen.Int[0, EventTypes.Length - 1], Gen.Int[0, 1], AnyDay).Select((type, document, day) => new Change(day, async server =>
            await server.Recognitions.RecordRecognitionEventAsync(new()
            {
                Authority = Authority,
                CertificateNumber = Certificate,
                Event = new() { Type = EventTypes[type], EffectiveDate = day, DocumentNumber = $"文{document}", EventReason = "=1+1" },
            }))));

    [Fact]
    public async Task Whatever_became_of_organisations_and_certificates_an_empty_registry_takes_over_the_same_facts()
    {
        await Gen.Select(AnyChange.Array[1, 8], AnyDay).SampleAsync(
            async (changes, closed) =>
            {
                await using var server = await FilledAsync();
                foreach (var change in changes)
                {
                    await change.DoAsync(server);
                }
                await server.Organisations.CloseOrganisationAsync(new() { Code = "GP-JX", LastDate = closed, SuccessorCodes = { "GP-ZB", "GP-XX" } });
                Date[] days = [.. changes.Select(c => c.Day).Append(closed).SelectMany(d => (Date[])[d, DateOf(DateOf(d).AddDays(-1))]), Day(2025, 11, 25)];
                var exports = new List<List<(string Name, byte[] Content)>>();
                foreach (var format in (RosterFormat[])[RosterFormat.Csv, RosterFormat.Xlsx])
                {
                    exports.Add(await Imported.ExportAsync(server, format));
                    var again = await Imported.RunAsync(server, exports[^1]);
                    Assert.Empty(again.Errors);
                    Assert.Equal((0, 0), (again.Created, again.Changed));
                }
                var facts = await FactsAsync(server, days);
                foreach (var export in exports)
                {
                    Assert.Equal(facts, await FactsOfAsync(export, days));
                }
            },
            iter: 6, threads: 1);
    }

    /// <summary>The control: what an export must not leave out is missed when it is left out.</summary>
    [Theory]
    [InlineData("nothing", true)]
    [InlineData("organisations.csv", false)]
    [InlineData("recognition_events.csv", false)]
    public async Task Facts_that_are_left_out_of_an_export_are_missed(string leftOut, bool same)
    {
        await using var server = await FilledAsync();
        await server.Organisations.RenameOrganisationAsync(new() { Code = "GP", Name = "高平职业技术学校", StartDate = Day(2022, 9, 1) });
        await server.Organisations.MoveOrganisationAsync(new() { Code = "GP", ParentCode = "140525", StartDate = Day(2023, 1, 1) });
        await server.Recognitions.RecordRecognitionEventAsync(new()
        {
            Authority = Authority, CertificateNumber = Certificate, Event = new() { Type = RecognitionEventType.Suspend, EffectiveDate = Day(2024, 3, 1) },
        });
        Date[] days = [Day(2022, 8, 31), Day(2022, 12, 31), Day(2024, 2, 29), Day(2024, 3, 1)];
        var export = (await Imported.ExportAsync(server, RosterFormat.Csv)).Select(file => (file.Name, file.Name == leftOut ? Newest(file.Content) : file.Content));

        Assert.Equal(same, await FactsAsync(server, days) == await FactsOfAsync(export, days));
    }

    [Fact]
    public async Task A_row_for_each_name_makes_an_organisation()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(3, (await Renamed().ImportAsync(server)).Created);
        var school = (await server.Organisations.GetOrganisationAsync(new() { Code = "GP" })).Organisation;
        Assert.Equal(["旧名 to 2020-08-31", "新名 to "], school.Names.Select(n => $"{n.Name} to {(n.LastDate is null ? null : DateOf(n.LastDate)):O}"));
        Assert.Single(school.Parents);
        Assert.Equal(3, (await Renamed().ImportAsync(server)).Outcome.Counts.Sum(c => c.Unchanged));
        // A file that knows the newest name only, as files did before there were rows for older ones.
        Assert.Empty((await Renamed().With("organisations", "code,name,kind,parent_code,start_date", "GP,新名,SCHOOL,140581,1990-01-01").ImportAsync(server)).Errors);
    }

    [Theory]
    [InlineData("旧名", "别名", "name", ImportFaultCode.OrganisationRule)]
    [InlineData("2020-09-01,,", "2020-10-01,,", "valid_from", ImportFaultCode.OrganisationRule)]
    [InlineData("2020-09-01,,", "2020-09-01,2021-01-01,", "valid_to", ImportFaultCode.OrganisationRule)]
    [InlineData("2020-09-01,,", "1989-09-01,,", "valid_from", ImportFaultCode.ReversedPeriod)]
    [InlineData("旧名,SCHOOL,140581,1990-01-01", "旧名,SCHOOL,140581,1990-01-02", "start_date", ImportFaultCode.OrganisationRule)]
    [InlineData("旧名,SCHOOL", "旧名,COUNTY", "kind", ImportFaultCode.OrganisationRule)]
    [InlineData("2020-09-01,,", "2020-09-01,,GP-ZB", "successor_codes", ImportFaultCode.OrganisationRule)]
    public async Task A_row_that_contradicts_the_other_rows_or_the_registry_is_told(string from, string to, string column, ImportFaultCode code)
    {
        await using var server = await TestServer.StartAsync();
        await Renamed().ImportAsync(server);
        var refused = await Renamed().Change("organisations", from, to).ImportAsync(server);
        Assert.Contains(refused.Errors, f => f.Code == code && f.Column == column);
        Assert.Equal((0, 0, false), (refused.Created, refused.Changed, refused.Outcome.Written));
    }

    [Fact]
    public async Task A_gap_between_the_names_of_a_new_organisation_is_told()
    {
        await using var server = await TestServer.StartAsync();
        var gap = await Renamed().Change("organisations", "1990-01-01,,,,\r\n", "1990-01-01,,,2020-07-31,\r\n").ImportAsync(server);
        Assert.Equal((ImportFaultCode.Overlap, false), (gap.Errors.First().Code, gap.Outcome.Written));
    }

    private static TestRoster Renamed() => new TestRoster().With(
        "organisations", "code,name,kind,parent_code,start_date,last_date,valid_from,valid_to,successor_codes",
        "140581,高平市,COUNTY,,1990-01-01,,1990-01-01,,", "GP,新名,SCHOOL,140581,1990-01-01,,2020-09-01,,", "GP,旧名,SCHOOL,140581,1990-01-01,,,,");

    private static async Task<TestServer> FilledAsync()
    {
        var server = await TestServer.StartAsync();
        var filled = await TestRoster.Small()
            .Change("organisations", "GP-ZB,", "140525,泽州县,COUNTY,,,1990-01-01,\r\nGQ,泽州职中,SCHOOL,140525,,1990-01-01,\r\nGP-YS,艺术系,DEPARTMENT,GP,,1990-01-01,\r\nGP-JX,机械系,DEPARTMENT,GP,,1990-01-01,\r\nGP-ZB,")
            .ImportAsync(server);
        Assert.Empty(filled.Errors);
        return server;
    }

    private static async Task<string> FactsOfAsync(IEnumerable<(string Name, byte[] Content)> export, Date[] days)
    {
        await using var empty = await TestServer.StartAsync();
        var taken = await Imported.RunAsync(empty, export);
        Assert.Empty(taken.Errors);
        return await FactsAsync(empty, days);
    }

    /// <summary>Names, parents and figures on the days, before and after the certificate is granted that events wait for.</summary>
    private static async Task<string> FactsAsync(TestServer server, Date[] days)
    {
        var facts = new StringBuilder();
        await AddAsync();
        var teacher = (await server.Teachers.ListTeachersAsync(new() { NamePrefix = "李" })).Teachers.Single().TeacherId;
        var granted = await server.Recognitions.GrantRecognitionAsync(new()
        {
            TeacherId = teacher,
            Recognition = new()
            {
                Level = RecognitionLevel.Junior, Track = RecognitionTrack.Secondary, CertificateNumber = Certificate, Authority = Authority,
                StartDate = Day(2020, 3, 1), LastDate = Day(2027, 2, 28), Trust = RecognitionTrust.OfficialImport,
            },
        });
        foreach (var happened in granted.Recognition.Events.Select(e => $"{e.Type} {e.EffectiveDate} {e.DocumentNumber} {e.EventReason}").Order(StringComparer.Ordinal))
        {
            facts.AppendLine(happened);
        }
        await AddAsync();
        return facts.ToString();

        async Task AddAsync()
        {
            foreach (var code in Organisations)
            {
                var organisation = (await server.Organisations.GetOrganisationAsync(new() { Code = code })).Organisation;
                facts.AppendLine($"{code} {organisation.Kind} {organisation.StartDate} {organisation.LastDate} {organisation.SchoolType} {organisation.SuccessorCodes}");
                foreach (var day in days)
                {
                    var name = organisation.Names.SingleOrDefault(n => Covers(n.StartDate, n.LastDate, day))?.Name;
                    var parent = organisation.Parents.SingleOrDefault(p => Covers(p.StartDate, p.LastDate, day))?.ParentCode;
                    var figure = (await server.Metrics.GetRatioAsync(new() { ScopeCode = code, MetricId = "M3", AsOf = day })).Figure;
                    facts.AppendLine($"{day} {name} {parent} {figure.ScopeName} {figure.Numerator}/{figure.Denominator}");
                }
            }
        }
    }

    // What an export was before it told of earlier names and parents, and of events without a certificate.
    private static byte[] Newest(byte[] file)
    {
        var lines = Encoding.UTF8.GetString(file).Split("\r\n").Where(line => !line.StartsWith("SX-900", StringComparison.Ordinal)).Select(line => line.Split(',')).ToList();
        var (from, to) = (lines[0].IndexOf("valid_from"), lines[0].IndexOf("valid_to"));
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines
            .Where((cells, i) => i == 0 || to < 0 || cells.Length <= to || cells[to].Length == 0)
            .Select((cells, i) => string.Join(',', cells.Select((cell, at) => i > 0 && from > 0 && at == from ? "" : cell)))));
    }

    private static bool Covers(Date first, Date? last, Date day) => DateOf(first) <= DateOf(day) && !(last is not null && DateOf(last) < DateOf(day));

    private static DateOnly DateOf(Date date) => new(date.Year, date.Month, date.Day);

    private static Date DateOf(DateOnly date) => Day(date.Year, date.Month, date.Day);

    private sealed record Change(Date Day, Func<TestServer, Task> DoAsync);
}
