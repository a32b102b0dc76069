using System.Net;

namespace Faculty.Server.Hosting;

/// <summary>What every answer of the web port says to browsers, and that the measurements are for this machine.</summary>
internal static class WebEdge
{
    public static IApplicationBuilder UseWebEdge(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            return next(context);
        }
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        if (context.Request.Path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase) && context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return next(context);
    });
}
