using Faculty.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Cli.Tests.Running;

/// <summary>A gRPC server that fails on purpose, to see how the client takes it; reached over a real connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedServer(WebApplication app, FacultyConnection connection) => (this.app, Connection) = (app, connection);

    public FacultyConnection Connection { get; }

    public static async Task<ScriptedServer> StartAsync<TService>(TService service) where TService : class
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            k => k.Listen(System.Net.IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore().AddGrpc();
        builder.Services.AddSingleton(service);
        var app = builder.Build();
        app.MapGrpcService<TService>();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(app, new(address, token: null));
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await app.DisposeAsync();
    }
}
