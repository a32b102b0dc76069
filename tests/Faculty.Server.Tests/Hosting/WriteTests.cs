using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>The path every write takes.</summary>
public sealed class WriteTests
{
    [Fact]
    public async Task A_repeated_request_answers_the_first_result_also_after_a_restart()
    {
        await using var server = await TestServer.StartAsync();
        var request = Create(County, OrganisationKind.County, "高平市");
        request.RequestId = Guid.NewGuid().ToString();

        var first = await server.Organisations.CreateOrganisationAsync(request);
        var again = await server.Organisations.CreateOrganisationAsync(request);
        var inCapitals = request.Clone();
        inCapitals.RequestId = request.RequestId.ToUpperInvariant();
        Assert.Equal(first, await server.Organisations.CreateOrganisationAsync(inCapitals));
        await server.Organisations.RenameOrganisationAsync(new() { Code = County, Name = "另名", StartDate = Day(2020, 1, 1) });
        await server.RestartAsync();
        var later = await server.Organisations.CreateOrganisationAsync(request);

        Assert.Equal(first, again);
        Assert.Equal(first, later);
        Assert.Equal(TestServer.Empty + 2, await server.RevisionAsync());
    }

    [Fact]
    public async Task A_repeated_change_answers_the_first_result_although_its_etag_is_old()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var etag = (await server.Organisations.GetOrganisationAsync(new() { Code = School })).Organisation.Etag;
        var request = new RenameOrganisationRequest { Code = School, Name = "B", StartDate = Day(2020, 1, 1), Etag = etag, RequestId = Guid.NewGuid().ToString() };

        Assert.Equal(await server.Organisations.RenameOrganisationAsync(request), await server.Organisations.RenameOrganisationAsync(request));
    }

    [Fact]
    public async Task A_request_id_is_not_used_for_another_request()
    {
        await using var server = await TestServer.StartAsync();
        var request = Create(County, OrganisationKind.County, "高平市");
        request.RequestId = Guid.NewGuid().ToString();
        await server.Organisations.CreateOrganisationAsync(request);

        var other = Create("1405", OrganisationKind.City, "晋城市");
        other.RequestId = request.RequestId;
        var refused = await Calls.RefusedAsync(ErrorReason.RequestIdReused, server.Organisations.CreateOrganisationAsync(other));
        Assert.Equal(request.RequestId, refused.Fact("request_id"));
        var rename = new RenameOrganisationRequest { Code = County, Name = "B", StartDate = Day(2020, 1, 1), RequestId = request.RequestId };
        await Calls.RefusedAsync(ErrorReason.RequestIdReused, server.Organisations.RenameOrganisationAsync(rename));
    }

    [Fact]
    public async Task The_same_request_on_many_connections_at_once_is_carried_out_once()
    {
        await using var server = await TestServer.StartAsync();
        var request = Create(County, OrganisationKind.County, "高平市");
        request.RequestId = Guid.NewGuid().ToString();

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ => await server.Organisations.CreateOrganisationAsync(request)));

        Assert.Single(replies.Distinct());
        Assert.Equal(TestServer.Empty + 1, await server.RevisionAsync());
    }

    [Fact]
    public async Task Without_an_etag_writers_who_meet_all_get_on()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();

        await Task.WhenAll(Enumerable.Range(1, 12).Select(async n =>
            await server.Organisations.RenameOrganisationAsync(new() { Code = School, Name = $"N{n}", StartDate = Day(2000 + n, 1, 1) })));

        var names = (await server.Organisations.GetOrganisationAsync(new() { Code = School })).Organisation.Names;
        Assert.Equal(["高平中专", .. Enumerable.Range(1, 12).Select(n => $"N{n}")], names.Select(n => n.Name));
    }

    [Fact]
    public async Task With_an_etag_one_of_the_writers_who_meet_gets_on()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var etag = (await server.Organisations.GetOrganisationAsync(new() { Code = School })).Organisation.Etag;

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(async n =>
        {
            try
            {
                await server.Organisations.RenameOrganisationAsync(new() { Code = School, Name = $"N{n}", StartDate = Day(2000 + n, 1, 1), Etag = etag });
                return true;
            }
            catch (Grpc.Core.RpcException refused)
            {
                Calls.Refused(ErrorReason.EtagMismatch, refused);
                return false;
            }
        }));

        Assert.Single(outcomes, o => o);
    }

    [Fact]
    public async Task A_check_without_writing_finds_what_the_write_would()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var before = await server.RevisionAsync();
        var good = Create("NEW", OrganisationKind.School, "新校", County);
        good.ValidateOnly = true;
        var taken = Create(School, OrganisationKind.School, "新校", County);
        taken.ValidateOnly = true;
        var orphan = Create("NEW", OrganisationKind.Department, "系");
        orphan.ValidateOnly = true;

        var reply = await server.Organisations.CreateOrganisationAsync(good);
        await Calls.RefusedAsync(ErrorReason.AlreadyExists, server.Organisations.CreateOrganisationAsync(taken));
        await Calls.RefusedAsync(ErrorReason.UnknownOrganisation, server.Organisations.CreateOrganisationAsync(orphan));

        Assert.Equal(("NEW", "", ""), (reply.Organisation.Code, reply.ChangeToken, reply.Organisation.Etag));
        Assert.Equal(before, await server.RevisionAsync());
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Organisations.GetOrganisationAsync(new() { Code = "NEW" }));
    }
}
