using System.Reflection;
using Faculty.Server.Access;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>
/// Binds every rpc of a service behind the same guard: size limit and parse before the handler, access rule, refusals to statuses.
/// One delegate around the handler instead of a chain of interceptors: a bare interceptor costs as much as the handler of a small read.
/// </summary>
internal sealed class GuardedMethods<TService>(IServiceProvider services, AccessRules rules, Guard guard) : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        var service = services.GetService<TService>() ?? ActivatorUtilities.CreateInstance<TService>(services);
        FindBind(typeof(TService)).Invoke(null, [new Binder(context, rules, guard), service]);
    }

    private static MethodInfo FindBind(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                return attribute.BindType.GetMethod(attribute.BindMethodName, [typeof(ServiceBinderBase), type])!;
            }
        }
        throw new InvalidOperationException($"{service} is not a generated gRPC service.");
    }

    private sealed class Binder(ServiceMethodProviderContext<TService> context, AccessRules rules, Guard guard) : ServiceBinderBase
    {
        // Without it a GET would be carried out too.
        private static readonly HttpMethodMetadata Posted = new([HttpMethods.Post], acceptCorsPreflight: true);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        {
            var rule = rules.For(method.FullName);
            context.AddUnaryMethod(Wired(method, rule), [Posted], (_, request, call) => guard.UnaryAsync(rule, request, call, handler!));
        }

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        {
            var rule = rules.For(method.FullName);
            context.AddServerStreamingMethod(Wired(method, rule), [Posted], (_, request, stream, call) => guard.StreamAsync(rule, request, stream, call, handler!));
        }

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            throw new InvalidOperationException($"{method.FullName}: browsers cannot stream upwards; use chunked unary calls.");

        // Only the reflection service streams both ways.
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            context.AddDuplexStreamingMethod(Wired(method, rules.For(method.FullName)), [Posted], (_, requests, replies, call) => handler!(requests, replies, call));

        private Method<TRequest, TResponse> Wired<TRequest, TResponse>(Method<TRequest, TResponse> method, AccessRule rule)
            where TRequest : class
            where TResponse : class =>
            new(method.Type, method.ServiceName, method.Name, Marshalling.Requests(method.RequestMarshaller, rule, guard), Marshalling.Replies(method.ResponseMarshaller));
    }
}
