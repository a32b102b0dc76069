using Faculty.Server.Access;
using Faculty.V1;
using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>
/// gRPC itself answers UNKNOWN when it cannot read the frame around a request, such as one of 2 GiB and more: it throws before the guard or a
/// marshaller is asked. Whatever comes after that is answered by the guard, so a call that ends UNKNOWN is one whose frame nobody could read.
/// </summary>
internal static class UnreadableFrames
{
    private static readonly string Unknown = $"{(int)StatusCode.Unknown}";

    public static IApplicationBuilder UseReasonForUnreadableFrames(this IApplicationBuilder app)
    {
        var (rules, guard) = (app.ApplicationServices.GetRequiredService<AccessRules>(), app.ApplicationServices.GetRequiredService<Guard>());
        return app.Use((context, next) =>
        {
            var answering = next(context);
            if (!answering.IsCompletedSuccessfully)
            {
                return AwaitAsync(answering, context);
            }
            Name(context);
            return Task.CompletedTask;
        });

        async Task AwaitAsync(Task answering, HttpContext context)
        {
            await answering;
            Name(context);
        }

        void Name(HttpContext context)
        {
            // Without a message there are no trailers: the status stands in the headers.
            var headers = context.Response.Headers;
            if (context.Response.HasStarted || headers.GrpcStatus != Unknown || context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { } called)
            {
                return;
            }
            var refused = guard.Refuse(rules.For(called.Method.FullName), new Refusal(ErrorReason.MalformedMessage, "The frame of the message cannot be read."));
            headers.GrpcStatus = $"{(int)refused.StatusCode}";
            headers.GrpcMessage = refused.Status.Detail;
            foreach (var trailer in refused.Trailers)
            {
                headers[trailer.Key] = Convert.ToBase64String(trailer.ValueBytes);
            }
        }
    }
}
