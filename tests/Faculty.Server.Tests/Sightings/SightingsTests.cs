using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Sightings;

/// <summary>Who saw my data: the reveals of a person, and the exports that held the person's record when they were made.</summary>
public sealed class SightingsTests
{
    [Fact]
    public async Task A_person_is_told_of_the_exports_that_held_the_record_and_of_no_other()
    {
        await using var server = await StartAsync();
        var id = (await server.HireAsync()).TeacherId;
        await ExportAsync(server, "JC");
        Assert.Empty(await OfTeacherAsync(server, id));
        await ExportAsync(server, School);
        await ExportAsync(server, "GP-ZB");
        await ExportAsync(server, "GP-XX");
        await ExportAsync(server, County);
        await ExportAsync(server, "");
        Assert.Equal(4, (await OfTeacherAsync(server, id)).Count);

        await server.Teachers.TransferTeacherAsync(new() { TeacherId = id, Engagement = FullTime(Day(2020, 9, 1), "JC"), Post = Specialty("JC-JD") });
        // The export of JC before the transfer did not hold the record; this one does.
        await ExportAsync(server, "JC");
        var sightings = await OfTeacherAsync(server, id);
        Assert.Equal(5, sightings.Count);
        Assert.All(sightings, s => Assert.Equal((SightingKind.Export, sightings[0].PrincipalId), (s.Kind, s.PrincipalId)));
        Assert.NotEmpty(sightings[0].PrincipalId);
        Assert.Contains("id_number", sightings[0].Fields);
        // Who was hired later was in none of them.
        Assert.Empty(await OfTeacherAsync(server, (await server.HireAsync("李华")).TeacherId));
    }

    [Fact]
    public async Task A_school_is_told_of_its_persons_reveals_and_of_every_export_that_held_it()
    {
        await using var server = await StartAsync();
        var (own, foreign) = ((await server.HireAsync()).TeacherId, (await server.HireAtAsync("JC", "李华")).TeacherId);
        await server.Sightings.RevealTeacherAsync(new() { TeacherId = own, Reason = "核对证件" });
        await server.Sightings.RevealTeacherAsync(new() { TeacherId = foreign, Reason = "核对证件" });
        await ExportAsync(server, County);
        await ExportAsync(server, "GP-ZB");
        await ExportAsync(server, "JC");
        Assert.Equal([SightingKind.Reveal, SightingKind.Export, SightingKind.Export], (await OfSchoolAsync(server, School)).Select(s => s.Kind).Order());
        Assert.Equal(own, (await OfSchoolAsync(server, School)).Single(s => s.Kind == SightingKind.Reveal).TeacherId);
        Assert.Equal(3, (await OfSchoolAsync(server, "JC")).Count);
    }

    [Fact]
    public async Task Sightings_of_a_merged_record_are_those_of_the_person()
    {
        await using var server = await StartAsync();
        var own = (await server.HireAsync()).TeacherId;
        var other = (await server.HireAtAsync("JC", "王明", from: Day(2010, 9, 1), last: Day(2012, 8, 31))).TeacherId;
        await server.Sightings.RevealTeacherAsync(new() { TeacherId = other, Reason = "核对证件" });
        await ExportAsync(server, "JC");
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = own, MergedTeacherId = other });
        Assert.Equal(2, (await OfTeacherAsync(server, own)).Count);
        Assert.Equal(await OfTeacherAsync(server, own), await OfTeacherAsync(server, other));
    }

    [Fact]
    public async Task Pages_and_the_stream_tell_the_same()
    {
        await using var server = await StartAsync();
        var id = (await server.HireAsync()).TeacherId;
        for (var i = 0; i < 5; i++)
        {
            await server.Sightings.RevealTeacherAsync(new() { TeacherId = id, Reason = $"reason {i}" });
            await ExportAsync(server, i % 2 == 0 ? School : "JC");
        }
        var all = await OfTeacherAsync(server, id);
        Assert.Equal(8, all.Count);
        var request = new ListSightingsRequest { TeacherId = id, PageSize = 2 };
        var paged = new List<Sighting>();
        do
        {
            var page = await server.Sightings.ListSightingsAsync(request);
            paged.AddRange(page.Sightings);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(all, paged);
        Assert.Equal(all, await server.Sightings.StreamSightings(new() { TeacherId = id }).AllAsync().SelectMany(m => m.Sightings.ToAsyncEnumerable()).ToListAsync());
        await RefusedAsync(ErrorReason.InvalidRequest, server.Sightings.ListSightingsAsync(new()));
        await RefusedAsync(ErrorReason.InvalidRequest, server.Sightings.ListSightingsAsync(new() { TeacherId = id, SchoolCode = School }));
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        return server;
    }

    private static async Task ExportAsync(TestServer server, string scope) =>
        await server.Exports.ExportRoster(new() { ScopeCode = scope, Format = RosterFormat.Csv }).AllAsync().CountAsync();

    private static async Task<IReadOnlyList<Sighting>> OfTeacherAsync(TestServer server, string id) =>
        (await server.Sightings.ListSightingsAsync(new() { TeacherId = id })).Sightings;

    private static async Task<IReadOnlyList<Sighting>> OfSchoolAsync(TestServer server, string school) =>
        (await server.Sightings.ListSightingsAsync(new() { SchoolCode = school })).Sightings;
}
