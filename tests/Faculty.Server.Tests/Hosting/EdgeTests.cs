using System.Net;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>What operators and tools see of the server.</summary>
public sealed class EdgeTests
{
    [Fact]
    public async Task Health_is_told_over_grpc_and_on_the_web_port()
    {
        await using var server = await TestServer.StartAsync();
        var health = await new Health.HealthClient(server.Channel).CheckAsync(new());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        foreach (var path in (string[])["/healthz", "/healthz/livez", "/healthz/readyz"])
        {
            Assert.Equal("Healthy", await server.Web.GetStringAsync(path));
        }
    }

    [Fact]
    public async Task Reflection_names_every_service()
    {
        await using var server = await TestServer.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var named = call.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name).ToList();
        await call.RequestStream.CompleteAsync();

        Assert.Equal(FacultyServer.Protos.SelectMany(f => f.Services).Select(s => s.FullName).Append("grpc.health.v1.Health").Order(), named.Order());
    }

    [Fact]
    public async Task Metrics_are_served_and_name_no_organisation()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await Calls.RefusedAsync(V1.ErrorReason.NotFound, server.Organisations.GetOrganisationAsync(new() { Code = "SECRET-CODE" }));

        var metrics = await server.Web.GetStringAsync("/metrics");

        foreach (var name in (string[])["faculty_commit_duration_seconds_count", "faculty_refusals", "faculty_journal_revision", "faculty_views_lag", "faculty_store_view_failures", "dotnet_gc", "http_server_request_duration"])
        {
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        }
        foreach (var secret in (string[])["SECRET-CODE", School, "高平"])
        {
            Assert.DoesNotContain(secret, metrics.Replace("GetOrganisation", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_server_listens_on_loopback_only()
    {
        await using var server = await TestServer.StartAsync();
        Assert.All((Uri[])[server.Server.GrpcAddress, server.Server.WebAddress], a => Assert.True(IPAddress.IsLoopback(IPAddress.Parse(a.Host))));
    }

    [Fact]
    public async Task Sample_accounts_are_for_this_machine_only()
    {
        var folder = Directory.CreateTempSubdirectory("faculty-test-").FullName;
        var options = new ServerOptions { DataDirectory = Path.Combine(folder, "data"), GrpcPort = 0, WebPort = 0, Sample = true, Listen = IPAddress.Any };
        Assert.StartsWith("--sample", (await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(options, TimeProvider.System))).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_clearly()
    {
        await using var server = await TestServer.StartAsync();
        var options = new ServerOptions { DataDirectory = server.DataDirectory, GrpcPort = 0, WebPort = 0 };
        var problem = await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(options, TimeProvider.System));
        Assert.Contains(server.DataDirectory, problem.Message, StringComparison.Ordinal);
        Assert.Contains("in use", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_clearly_and_the_data_is_let_go()
    {
        await using var server = await TestServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("faculty-test-").FullName;
        var options = new ServerOptions { DataDirectory = Path.Combine(folder, "data"), GrpcPort = server.Server.GrpcAddress.Port, WebPort = 0 };

        var problem = await Assert.ThrowsAsync<StartException>(() => FacultyServer.StartAsync(options, TimeProvider.System));
        Assert.Contains($"{options.GrpcPort}", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--grpc-port", problem.Message, StringComparison.Ordinal);

        await using (await FacultyServer.StartAsync(options with { GrpcPort = 0 }, TimeProvider.System))
        {
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--grpc-port", "70000")]
    [InlineData("--grpc-port", "５０８１")]
    [InlineData("--grpc-port")]
    [InlineData("--store", "floppy")]
    [InlineData("--colour")]
    public void A_wrong_command_line_is_said_clearly(params string[] arguments) =>
        Assert.Contains(arguments[0], Assert.Throws<UsageException>(() => ServerOptions.Parse(arguments)).Message, StringComparison.Ordinal);
}
