using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Faculty.Cli.Tests.Running;

/// <summary>Refusals as the server sends them.</summary>
internal static class Refusing
{
    public static RpcException With(StatusCode code, string reason, params (string Key, string Value)[] metadata)
    {
        var info = new ErrorInfo { Domain = "faculty.v1", Reason = reason };
        info.Metadata.Add(metadata.ToDictionary(m => m.Key, m => m.Value));
        var fault = new BadRequest.Types.FieldViolation { Field = "teacher.name", Description = "must be given" };
        return new Google.Rpc.Status
        {
            Code = (int)code,
            Message = "told by the test",
            Details = { Any.Pack(info), Any.Pack(new BadRequest { FieldViolations = { fault } }) },
        }.ToRpcException();
    }
}
