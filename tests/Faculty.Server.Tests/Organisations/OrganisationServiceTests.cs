using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Organisations;

public sealed class OrganisationServiceTests
{
    [Fact]
    public async Task A_code_is_used_once_and_never_again()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();

        await Calls.RefusedAsync(ErrorReason.AlreadyExists, server.Organisations.CreateOrganisationAsync(Create(School, OrganisationKind.School, "另一所", County)));
    }

    [Fact]
    public async Task Every_fault_of_form_is_named_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var request = new CreateOrganisationRequest
        {
            Organisation = new() { Code = "高平", Kind = (OrganisationKind)99, StartDate = Day(2025, 2, 30), SchoolType = "大学", RegionCode = "１４０５８１" },
            RequestId = "not a uuid",
        };

        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Organisations.CreateOrganisationAsync(request));

        Assert.Equal(
            ["organisation.code", "organisation.kind", "organisation.names", "organisation.names[0].name", "organisation.region_code", "organisation.school_type", "organisation.start_date", "request_id"],
            refused.Fields().Order(StringComparer.Ordinal));
        Assert.Equal(TestServer.Empty, await server.RevisionAsync());
    }

    [Fact]
    public async Task An_organisation_is_read_by_code_and_by_id()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();

        var byCode = (await server.Organisations.GetOrganisationAsync(new() { Code = School })).Organisation;
        var byId = (await server.Organisations.GetOrganisationAsync(new() { Code = byCode.OrganisationId })).Organisation;

        Assert.Equal(byCode, byId);
        Assert.Equal("高平中专", byCode.Names[0].Name);
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Organisations.GetOrganisationAsync(new() { Code = "NOBODY" }));
    }

    [Fact]
    public async Task A_rename_shows_from_its_day_and_moves_the_etag()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var before = (await server.Organisations.GetOrganisationAsync(new() { Code = School })).Organisation;

        var after = (await server.Organisations.RenameOrganisationAsync(new() { Code = School, Name = "高平职校", StartDate = Day(2026, 9, 1), Etag = before.Etag })).Organisation;

        Assert.Equal(["高平中专", "高平职校"], after.Names.Select(n => n.Name));
        Assert.Equal(Day(2026, 8, 31), after.Names[0].LastDate);
        Assert.NotEqual(before.Etag, after.Etag);
        await Calls.RefusedAsync(ErrorReason.EtagMismatch, server.Organisations.RenameOrganisationAsync(new() { Code = School, Name = "C", StartDate = Day(2027, 9, 1), Etag = before.Etag }));
    }

    [Fact]
    public async Task An_update_changes_what_the_mask_names_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        UpdateOrganisationRequest Update(string type, string region, params string[] mask) => new()
        {
            Organisation = new() { Code = School, SchoolType = type, RegionCode = region },
            UpdateMask = new() { Paths = { mask } },
        };

        await server.Organisations.UpdateOrganisationAsync(Update("中专", "140581", "school_type", "region_code"));
        var cleared = (await server.Organisations.UpdateOrganisationAsync(Update("", "", "region_code"))).Organisation;

        Assert.Equal(("中专", ""), (cleared.SchoolType, cleared.RegionCode));
        foreach (var mask in (string[][])[[], ["*"], ["code"], ["names.name"], ["school_type", "start_date"]])
        {
            var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Organisations.UpdateOrganisationAsync(Update("职高", "", mask)));
            Assert.Equal(["update_mask"], refused.Fields());
        }
    }

    [Fact]
    public async Task A_school_with_departments_is_closed_after_them()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var last = Day(2026, 8, 31);

        var refused = await Calls.RefusedAsync(ErrorReason.OrganisationInUse, server.Organisations.CloseOrganisationAsync(new() { Code = School, LastDate = last }));
        Assert.Contains(refused.Fact("code"), Departments);
        foreach (var department in Departments)
        {
            await server.Organisations.CloseOrganisationAsync(new() { Code = department, LastDate = last });
        }
        var closed = (await server.Organisations.CloseOrganisationAsync(new() { Code = School, LastDate = last, SuccessorCodes = { County } })).Organisation;

        Assert.Equal(last, closed.LastDate);
        Assert.Empty((await server.Organisations.ListOrganisationsAsync(new() { ParentCode = County, AsOf = Day(2026, 9, 1) })).Organisations);
        Assert.Single((await server.Organisations.ListOrganisationsAsync(new() { ParentCode = County, AsOf = last })).Organisations);
    }

    [Fact]
    public async Task A_move_into_the_own_subtree_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await Calls.RefusedAsync(ErrorReason.OrganisationCycle, server.Organisations.MoveOrganisationAsync(new() { Code = County, ParentCode = School, StartDate = Day(2025, 1, 1) }));
    }

    [Fact]
    public async Task Pages_and_stream_give_the_same_list()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();

        var paged = new List<Organisation>();
        var request = new ListOrganisationsRequest { PageSize = 4 };
        do
        {
            var page = await server.Organisations.ListOrganisationsAsync(request);
            paged.AddRange(page.Organisations);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        var streamed = await server.Organisations.StreamOrganisations(new()).AllAsync().SelectMany(m => m.Organisations.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal([County, School, .. Departments.Order(StringComparer.Ordinal)], paged.Select(o => o.Code));
        Assert.Equal(paged, streamed);
        Assert.Equal(Departments.Length, (await server.Organisations.ListOrganisationsAsync(new() { Kind = OrganisationKind.Department })).Organisations.Count);
    }

    [Fact]
    public async Task A_page_token_belongs_to_its_parameters()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var token = (await server.Organisations.ListOrganisationsAsync(new() { PageSize = 2 })).NextPageToken;

        await server.Organisations.ListOrganisationsAsync(new() { PageToken = token, PageSize = 3 });
        await Calls.RefusedAsync(ErrorReason.InvalidPageToken, server.Organisations.ListOrganisationsAsync(new() { PageToken = token, ParentCode = School }));
        await Calls.RefusedAsync(ErrorReason.InvalidPageToken, server.Organisations.ListOrganisationsAsync(new() { PageToken = token[..^1] + (token[^1] == 'A' ? 'B' : 'A') + "!" }));
        await Calls.RefusedAsync(ErrorReason.InvalidPageToken, server.Changes.ListChangesAsync(new() { PageToken = token }));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Organisations.ListOrganisationsAsync(new() { PageSize = 501 }));
    }

    [Fact]
    public async Task A_school_closed_while_a_department_is_added_keeps_no_department_behind()
    {
        await using var server = await TestServer.StartAsync();
        await server.Organisations.CreateOrganisationAsync(Create(School, OrganisationKind.School, "高平中专"));
        var last = Day(2026, 8, 31);

        var close = TryAsync(server.Organisations.CloseOrganisationAsync(new() { Code = School, LastDate = last }));
        var add = Enumerable.Range(0, 8).Select(i => TryAsync(server.Organisations.CreateOrganisationAsync(Create($"D{i}", OrganisationKind.Department, "系", School)))).ToList();
        var closed = await close;
        var added = await Task.WhenAll(add);

        // Whoever came first, the other was decided on it.
        Assert.Equal(!closed, added.Any(a => a));
    }

    private static async Task<bool> TryAsync<T>(Grpc.Core.AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return true;
        }
        catch (Grpc.Core.RpcException refused) when (refused.StatusCode == Grpc.Core.StatusCode.FailedPrecondition)
        {
            return false;
        }
    }
}
