using Faculty.V1;
using Google.Rpc;
using Grpc.Core;

namespace Faculty.Client;

/// <summary>A field the server refused, in proto path form, with what is wrong and how to mend it.</summary>
public sealed record FieldFault(string Field, string Description);

/// <summary>Why a call failed, read from google.rpc.Status.</summary>
public sealed record ServerRefusal
{
    private static readonly Dictionary<string, ErrorReason> Reasons =
        ErrorReflection.Descriptor.EnumTypes.Single(e => e.ClrType == typeof(ErrorReason)).Values
            .ToDictionary(v => v.Name["ERROR_REASON_".Length..], v => (ErrorReason)v.Number, StringComparer.Ordinal);

    public required StatusCode Code { get; init; }

    /// <summary>The reason; Unspecified when the server gave none or one this client does not know.</summary>
    public required ErrorReason Reason { get; init; }

    /// <summary>The reason as sent, such as STAFF_NUMBER_TAKEN; empty when none was sent.</summary>
    public required string ReasonName { get; init; }

    /// <summary>The server's text, English, for developers.</summary>
    public required string Detail { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required IReadOnlyList<FieldFault> Fields { get; init; }

    /// <summary>All that was sent, for programs.</summary>
    public required Google.Rpc.Status Status { get; init; }

    /// <summary>How long the server asks to wait before the next attempt; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Nobody answered: the server is not there, or not in time.</summary>
    public bool Unreachable => ReasonName.Length == 0 && Code is StatusCode.Unavailable or StatusCode.DeadlineExceeded;

    public static ServerRefusal Of(RpcException failure)
    {
        var status = failure.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        var name = info?.Domain == "faculty.v1" ? info.Reason : "";
        return new()
        {
            Code = failure.StatusCode,
            Reason = Reasons.GetValueOrDefault(name),
            ReasonName = name,
            Detail = failure.Status.Detail,
            Status = status ?? new() { Code = (int)failure.StatusCode, Message = failure.Status.Detail },
            Metadata = info?.Metadata.ToDictionary(StringComparer.Ordinal) ?? [],
            RetryAfter = status?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
            Fields = status?.GetDetail<BadRequest>()?.FieldViolations.Select(v => new FieldFault(v.Field, v.Description)).ToList() ?? [],
        };
    }
}
