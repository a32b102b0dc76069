using Faculty.V1;
using Google.Rpc;
using Grpc.Core;

namespace Faculty.Server.Tests;

/// <summary>Calls that are expected to be refused, and streams as lists.</summary>
internal static class Calls
{
    /// <summary>The call is refused for this reason, with the status the catalogue gives it.</summary>
    public static async Task<RpcException> RefusedAsync<T>(ErrorReason reason, AsyncUnaryCall<T> call) =>
        Refused(reason, await Assert.ThrowsAsync<RpcException>(async () => await call));

    public static async Task<RpcException> RefusedAsync<T>(ErrorReason reason, AsyncServerStreamingCall<T> call) =>
        Refused(reason, await Assert.ThrowsAsync<RpcException>(async () => await call.AllAsync().ToListAsync()));

    public static RpcException Refused(ErrorReason reason, RpcException refused)
    {
        var info = refused.GetRpcStatus()?.GetDetail<ErrorInfo>();
        Assert.True(info is not null, $"{refused.Status} carries no ErrorInfo");
        var value = ErrorReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(ErrorReason)).FindValueByNumber((int)reason);
        Assert.Equal(("faculty.v1", value.Name["ERROR_REASON_".Length..]), (info.Domain, info.Reason));
        Assert.Equal(value.GetOptions().GetExtension(OptionsExtensions.Status).Replace("_", "", StringComparison.Ordinal), $"{refused.StatusCode}", ignoreCase: true);
        return refused;
    }

    /// <summary>The fields a refusal names.</summary>
    public static IEnumerable<string> Fields(this RpcException refused) =>
        refused.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations.Select(v => v.Field) ?? [];

    public static string Fact(this RpcException refused, string key) => refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata[key];

    public static IAsyncEnumerable<T> AllAsync<T>(this AsyncServerStreamingCall<T> call) => call.ResponseStream.ReadAllAsync();
}
