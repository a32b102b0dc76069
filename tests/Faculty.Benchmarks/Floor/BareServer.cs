using Faculty.Benchmarks.Servers;
using Faculty.Server;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using TeacherService = Faculty.Server.Teachers.TeacherService;

namespace Faculty.Benchmarks.Floor;

/// <summary>
/// The server's own handler of GetTeacher on its own store and read models, without what surrounds it in the server. Left off: the guard (who
/// calls, permission, rate limits of address and principal, refusals, audit, slow-call log), the check of a request's size, the web edge and
/// the collection of metrics. Kept, because they are in the handler: the check of its fields, row scope (of everything), masking, stored bytes.
/// </summary>
internal static class BareServer
{
    public static async Task RunAsync(string folder)
    {
        var options = new ServerOptions { DataDirectory = Programs.DataOf(folder), KeysDirectory = Programs.KeysOf(folder), GrpcPort = 0, WebPort = 0 };
        await using var server = await FacultyServer.StartAsync(options, TimeProvider.System);
        // It listens to the meters of every host in this process.
        server.Services.GetRequiredService<MeterProvider>().Dispose();
        var teachers = ActivatorUtilities.CreateInstance<TeacherService>(server.Services);
        await Hosted.RunAsync(
            services => services.AddSingleton(teachers).RemoveAll(typeof(IServiceMethodProvider<>)).AddSingleton<IServiceMethodProvider<TeacherService>>(new BareMethods(teachers)),
            app => app.MapGrpcService<TeacherService>());
    }

    private sealed class BareMethods(TeacherService teachers) : IServiceMethodProvider<TeacherService>
    {
        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TeacherService> context) =>
            V1.TeacherService.BindService(new Binder(context), teachers);
    }

    private sealed class Binder(ServiceMethodProviderContext<TeacherService> context) : ServiceBinderBase
    {
        // Handlers ask whose rows they may answer.
        private static readonly Principal Everybody = new(() => Caller.Server);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        {
            if (method.Name != nameof(TeacherService.GetTeacher))
            {
                return;
            }
            var replies = new Method<TRequest, TResponse>(method.Type, method.ServiceName, method.Name, method.RequestMarshaller, Marshalling.Replies(method.ResponseMarshaller));
            context.AddUnaryMethod(replies, [], (_, request, call) =>
            {
                Principal.Set(call, Everybody);
                return handler!(request, call);
            });
        }

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        {
        }
    }
}
