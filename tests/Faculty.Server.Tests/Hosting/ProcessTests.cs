using System.Diagnostics;
using System.Text.RegularExpressions;
using Faculty.V1;
using Grpc.Core;
using Grpc.Net.Client;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>The executable as an operator starts and stops it.</summary>
public sealed partial class ProcessTests
{
    private static readonly string Assembly = typeof(FacultyServer).Assembly.Location;

    [Fact]
    public async Task It_says_when_it_is_ready_and_on_sigterm_ends_streams_keeps_what_it_acknowledged_and_exits_0()
    {
        var folder = Directory.CreateTempSubdirectory("faculty-test-").FullName;
        var key = await TestServer.PrepareAsync(Path.Combine(folder, "data"));
        using (var process = Start("--data", Path.Combine(folder, "data"), "--grpc-port", "0", "--web-port", "0"))
        {
            using var connection = GrpcChannel.ForAddress(await ReadyAsync(process, TestServer.Empty));
            var channel = TestServer.With(connection, key);
            await new OrganisationService.OrganisationServiceClient(channel).CreateOrganisationAsync(Create(County, OrganisationKind.County, "高平市"));
            using var watch = new ChangeService.ChangeServiceClient(channel).WatchChanges(new());
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));

            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

            Calls.Refused(ErrorReason.ShuttingDown, await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None)));
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
        using (var again = Start("--data", Path.Combine(folder, "data"), "--grpc-port", "0", "--web-port", "0"))
        {
            await ReadyAsync(again, TestServer.Empty + 1);
            using var kill = Process.Start("kill", ["-INT", $"{again.Id}"]);
            await again.WaitForExitAsync();
            Assert.Equal(0, again.ExitCode);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(1, "--data", "/proc/nowhere")]
    [InlineData(2, "--data")]
    [InlineData(2, "--frobnicate")]
    public async Task What_stops_the_start_is_one_clear_line(int exitCode, params string[] arguments)
    {
        using var process = Start(arguments);
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(exitCode, process.ExitCode);
        Assert.StartsWith("faculty-server: ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_too()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var folder = Directory.CreateTempSubdirectory("faculty-test-").FullName;
        using var process = Start("--data", Path.Combine(folder, "data"), "--web-port", "0", "--grpc-port", $"{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("faculty-server: ", said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n'));
        Directory.Delete(folder, recursive: true);
    }

    private static Process Start(params string[] arguments)
    {
        // Tests that run in the background inherit an ignored SIGINT, which a process then keeps.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    private static async Task<string> ReadyAsync(Process process, long revision)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                Assert.Equal($"{revision}", ready.Groups["revision"].Value);
                return ready.Groups["grpc"].Value;
            }
        }
        throw new InvalidOperationException($"The server ended before it was ready: {await process.StandardError.ReadToEndAsync()}");
    }

    [GeneratedRegex(@"\Aready revision=(?<revision>[0-9]+) grpc=(?<grpc>http://127\.0\.0\.1:[0-9]+) web=http://127\.0\.0\.1:[0-9]+\z")]
    private static partial Regex Ready();
}
