using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Faculty.Benchmarks;

/// <summary>Hosts a contestant in this process as Faculty.Server hosts itself: HTTP/2 without TLS on a free loopback port, no log of each call.</summary>
internal static class Hosted
{
    public static async Task RunAsync(Action<WebApplicationBuilder> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        services(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        var address = app.Urls.First();
        await Console.Out.WriteLineAsync($"ready grpc={address}");
        // Standard input ends when the benchmark that started this process ends, in whatever way.
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
        await app.StopAsync();
    }
}
