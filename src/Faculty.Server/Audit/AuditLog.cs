using System.Threading.Channels;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Faculty.Server.Audit;

/// <summary>
/// Writes audit events that nobody waits for into the journal: sessions, operations, refusals. Disclosures are written by who discloses,
/// before the data leaves. An event that cannot be written is counted and logged; the call it is about has its answer.
/// </summary>
internal sealed partial class AuditLog : IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    private readonly IRegistryStore store;
    private readonly ServerMeter meter;
    private readonly TimeProvider clock;
    private readonly ILogger<AuditLog> log;
    private readonly RefusalSums sums;
    private readonly Channel<WriteBatch> waiting = Channel.CreateUnbounded<WriteBatch>(new() { SingleReader = true });
    private readonly ITimer sweeper;
    private readonly Task writing;

    public AuditLog(IRegistryStore store, ServerMeter meter, TimeProvider clock, ILogger<AuditLog> log)
    {
        (this.store, this.meter, this.clock, this.log) = (store, meter, clock, log);
        sums = new(clock, TimeSpan.FromMinutes(1));
        sweeper = clock.CreateTimer(_ => Sweep(all: false), state: null, SweepEvery, SweepEvery);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Details of a call that was carried out, for whoever writes its entry.</summary>
    public static AuditDetails Details(AccessRule rule, ServerCallContext call, AuditDecision decision = AuditDecision.Allowed) => Details(rule.Event, call, decision);

    public static AuditDetails Details(AuditEventType type, ServerCallContext call, AuditDecision decision = AuditDecision.Allowed) => new()
    {
        Type = type,
        Decision = decision,
        AddressClass = AuditedCall.AddressClass(call),
        CredentialId = AuditedCall.CredentialId(call),
        Subjects = { AuditedCall.Subjects(call) },
        Count = 1,
    };

    /// <summary>Details of a change that is an audit event as well; empty where its rpc names none.</summary>
    public static ReadOnlyMemory<byte> OfChange(AccessRule rule, ServerCallContext call) =>
        rule.Event == AuditEventType.Unspecified ? default(ReadOnlyMemory<byte>) : Details(rule, call).ToByteArray();

    /// <summary>Details of what the server did by itself.</summary>
    public static ReadOnlyMemory<byte> OfServer(AuditEventType type) => new AuditDetails { Type = type, Decision = AuditDecision.Allowed, Count = 1 }.ToByteArray();

    /// <summary>A call was carried out.</summary>
    public void Done(AccessRule rule, ServerCallContext call) => Keep(rule, call, AuditDecision.Allowed);

    /// <summary>A call was begun and did not end well, by no refusal.</summary>
    public void BrokenOff(AccessRule rule, ServerCallContext call) => Keep(rule, call, AuditDecision.BrokenOff);

    /// <summary>An import tells of so many numbers that they are those of persons whom the caller may not see.</summary>
    public void ToldOfForeignNumbers(AccessRule rule, ServerCallContext call, long count)
    {
        var details = Details(AuditEventType.ForeignNumber, call, AuditDecision.Refused);
        (details.Count, details.ReasonCode) = (count, Refusals.Name(ErrorReason.IdNumberTaken));
        waiting.Writer.TryWrite(new(AuditedCall.PrincipalId(call), rule.Method.TrimStart('/')) { Details = details.ToByteArray() });
    }

    /// <summary>A call was refused; kept when who asks or how often was the reason.</summary>
    public void Refused(AccessRule rule, ServerCallContext call, Refusal refusal)
    {
        if (TypeOf(rule, refusal) is not { } type)
        {
            return;
        }
        var key = new RefusalKey(type, AuditedCall.PrincipalId(call), AuditedCall.AddressClass(call), AuditedCall.Tried(call));
        var one = new RefusalSum(key, rule.Method.TrimStart('/'), Refusals.Name(refusal.Reason), AuditedCall.CredentialId(call), clock.GetUtcNow(), Count: 1);
        if (sums.Add(one) is { } now)
        {
            Enqueue(now);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sweeper.DisposeAsync();
        Sweep(all: true);
        waiting.Writer.TryComplete();
        await writing;
    }

    private static AuditEventType? TypeOf(AccessRule rule, Refusal refusal) => Refusals.CodeOf(refusal.Reason) switch
    {
        _ when refusal.TellsOfForeignNumber => AuditEventType.ForeignNumber,
        _ when refusal.Reason == ErrorReason.SignInLocked => AuditEventType.SessionRefused,
        StatusCode.Unavailable => null,
        StatusCode.ResourceExhausted when refusal.Reason is ErrorReason.DiskFull or ErrorReason.UploadTooLarge => null,
        StatusCode.ResourceExhausted => AuditEventType.RateLimited,
        _ when rule is { Rate: RateClass.SignIn, Permission: Permission.Public } => AuditEventType.SessionRefused,
        StatusCode.Unauthenticated => AuditEventType.Unauthenticated,
        StatusCode.PermissionDenied => AuditEventType.PermissionDenied,
        _ => null,
    };

    private void Keep(AccessRule rule, ServerCallContext call, AuditDecision decision)
    {
        // A disclosure is on record before it begins; that it did not end well is told besides.
        if (rule.Audit is AuditClass.Operation || (decision == AuditDecision.BrokenOff && AuditedCall.IsDisclosed(call)))
        {
            waiting.Writer.TryWrite(new(AuditedCall.PrincipalId(call), rule.Method.TrimStart('/')) { Details = Details(rule, call, decision).ToByteArray() });
        }
    }

    private void Sweep(bool all)
    {
        foreach (var sum in sums.TakeDue(all))
        {
            Enqueue(sum);
        }
    }

    private void Enqueue(RefusalSum sum) => waiting.Writer.TryWrite(new(sum.Key.PrincipalId, sum.Method)
    {
        Details = new AuditDetails
        {
            Type = sum.Key.Type,
            Decision = AuditDecision.Refused,
            ReasonCode = sum.ReasonCode,
            AddressClass = sum.Key.AddressClass,
            CredentialId = sum.CredentialId,
            Subjects = { sum.Key.Tried.Length == 0 ? [] : [sum.Key.Tried] },
            Count = sum.Count,
            FirstTime = sum.Count > 1 ? Timestamp.FromDateTimeOffset(sum.FirstTime) : null,
        }.ToByteArray(),
    });

    private async Task WriteAsync()
    {
        await foreach (var batch in waiting.Reader.ReadAllAsync())
        {
            try
            {
                await meter.CommitAsync(() => store.CommitAsync(batch));
            }
#pragma warning disable CA1031 // Whatever went wrong with one event, the next ones are written.
            catch (Exception problem)
            {
                meter.AuditLost();
                Lost(log, batch.Action, problem);
            }
#pragma warning restore CA1031
        }
    }

    [LoggerMessage(4, LogLevel.Error, "An audit event of {Method} could not be written")]
    private static partial void Lost(ILogger log, string method, Exception problem);
}
