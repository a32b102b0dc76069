using Faculty.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Benchmarks;

/// <summary>Hosts a contestant in this process as Faculty.Server hosts itself: the same listener options, no log of each call.</summary>
internal static class Hosted
{
    public static async Task RunAsync(Action<IServiceCollection> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => FacultyServer.Listen(kestrel, new ServerOptions { GrpcPort = 0, WebPort = 0 }, _ => { }));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        services(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"ready grpc={app.Urls.First()}");
        // Standard input ends when the benchmark that started this process ends, in whatever way.
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
        await app.StopAsync();
    }
}
