using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Faculty.Cli.Tests.Running;

/// <summary>Refusals as the server sends them.</summary>
internal static class Refusing
{
    /// <summary>The call came too fast; the next may come after the wait.</summary>
    public static RpcException TooFast(TimeSpan wait) =>
        With(StatusCode.ResourceExhausted, "RATE_LIMITED", [], new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) });

    public static RpcException With(StatusCode code, string reason, params (string Key, string Value)[] metadata) => With(code, reason, metadata, []);

    private static RpcException With(StatusCode code, string reason, (string Key, string Value)[] metadata, params IMessage[] more)
    {
        var info = new ErrorInfo { Domain = "faculty.v1", Reason = reason };
        info.Metadata.Add(metadata.ToDictionary(m => m.Key, m => m.Value));
        var fault = new BadRequest.Types.FieldViolation { Field = "teacher.name", Description = "must be given" };
        return new Google.Rpc.Status
        {
            Code = (int)code,
            Message = "told by the test",
            Details = { Any.Pack(info), Any.Pack(new BadRequest { FieldViolations = { fault } }), more.Select(Any.Pack) },
        }.ToRpcException();
    }
}
