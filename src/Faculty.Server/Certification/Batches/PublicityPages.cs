using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Certification.Batches;

/// <summary>The publicity lists in a browser: /publicity/CODE on the web port, for everybody, on the days of the publicity.</summary>
internal static class PublicityPages
{
    public static void MapPublicityPages(this IEndpointRouteBuilder app) => app.MapGet("/publicity/{code}", AnswerAsync);

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        try
        {
            services.GetRequiredService<RateLimits>().TakeFor(RateClass.Search, context.Connection.RemoteIpAddress);
        }
        catch (Refusal)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        var code = (string)context.Request.RouteValues["code"]!;
        var today = services.GetRequiredService<TimeProvider>().TodayInChina();
        var shown = Rules.RulePackForm.IsCode(code)
            ? await Publicity.FindAsync(services.GetRequiredService<IRegistryStore>(), services.GetRequiredService<RowScope>(), code, today, context.RequestAborted)
            : null;
        if (shown is not { IsOpen: true })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = PublicityPage.ContentSecurityPolicy;
        await context.Response.Body.WriteAsync(PublicityPage.Html(shown.Batch, await shown.EntriesAsync(0, shown.Count, context.RequestAborted)), context.RequestAborted);
    }
}
