using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Faculty.Server;

/// <summary>Where the server listens, and what it says of that.</summary>
internal sealed partial class FacultyServer
{
    /// <summary>Where gRPC clients connect.</summary>
    public Uri GrpcAddress => Address(0);

    /// <summary>Where health and metrics are.</summary>
    public Uri WebAddress => Address(1);

    public string ReadyLine => $"ready revision={store.Revision} grpc={Origin(GrpcAddress)} web={Origin(WebAddress)}";

    /// <summary>Where to point what.</summary>
    public string Greeting => $"""
        Point a client at {Origin(GrpcAddress)}, for example: dotnet run --project clients/Faculty.Cli -- --server {Origin(GrpcAddress)} organisations list
        Point a browser at {Origin(WebAddress)}/healthz or {Origin(WebAddress)}/metrics
        {(IsEverywhere(GrpcAddress) ? "It listens on all addresses of this machine; from elsewhere use any name of it that the certificate has.\n" : "")}{signingIn}
        """.TrimEnd();

    internal static void Listen(KestrelServerOptions kestrel, ServerOptions options, Action<ListenOptions> secured)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 4 << 20;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        // Kestrel cuts a connection that opens and resets twice as many before they have ended.
        kestrel.Limits.Http2.MaxStreamsPerConnection = 256;
        kestrel.Limits.Http2.InitialStreamWindowSize = 1 << 20;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 4 << 20;
        // A watcher whose machine went away is noticed.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        Listen(options.GrpcPort, HttpProtocols.Http2);
        Listen(options.WebPort, HttpProtocols.Http1);

        void Listen(int port, HttpProtocols protocols) => kestrel.Listen(options.Listen, port, listener =>
        {
            listener.Protocols = protocols;
            secured(listener);
        });
    }

    private async Task ListenAsync()
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            throw new StartException($"{problem.Message.TrimEnd('.')}: stop what uses the port, or choose others with --grpc-port and --web-port (0 = any free one).");
        }
    }

    private Uri Address(int listener) =>
        new(((IApplicationBuilder)app).ServerFeatures.Get<IServerAddressesFeature>()!.Addresses.ElementAt(listener));

    // No client can call "every address".
    private string Origin(Uri address) =>
        (IsEverywhere(address) && host is not null ? new UriBuilder(address) { Host = host }.Uri : address).GetLeftPart(UriPartial.Authority);

    private static bool IsEverywhere(Uri address) => address.Host is "0.0.0.0" or "[::]";
}
