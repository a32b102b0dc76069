using Faculty.Domain;
using Faculty.Server.Privacy;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>Turns refusals into google.rpc.Status; the only place that knows status codes.</summary>
internal static class Refusals
{
    // .NET passes the error numbers of Linux on as they are.
    private const int NoSpace = 28, QuotaExceeded = 122;

    private static readonly Dictionary<ErrorReason, (string Name, StatusCode Code)> Catalogue =
        ErrorReflection.Descriptor.EnumTypes.Single(e => e.ClrType == typeof(ErrorReason)).Values
            .Where(v => v.Number != 0)
            .ToDictionary(
                v => (ErrorReason)v.Number,
                v => (v.Name["ERROR_REASON_".Length..], CodeNamed(v.GetOptions().GetExtension(OptionsExtensions.Status))));

    /// <summary>A failure of a call as a refusal, or null when it is a fault of ours.</summary>
    public static Refusal? Of(Exception failure) => failure switch
    {
        Refusal refusal => refusal,
        RuleBroken broken => Of(broken),
        RevisionConflictException conflict => Refusal.EtagMismatch(conflict.Type, conflict.Id),
        DuplicateKeyException duplicate => Taken(duplicate),
        RequestIdReusedException reused => new(ErrorReason.RequestIdReused, "The request id was used for another request.") { Metadata = [("request_id", reused.RequestId)] },
        StoreUnavailableException { DiskFull: true } => new(ErrorReason.DiskFull, "The disk is full; nothing was written."),
        // An upload, or the rows an import puts down.
        IOException { HResult: NoSpace or QuotaExceeded } => new(ErrorReason.DiskFull, "The disk is full; nothing was written."),
        DiskException { IsFull: true } => new(ErrorReason.DiskFull, "The disk is full; nothing was written."),
        StoreUnavailableException => new(ErrorReason.StoreUnavailable, "The store takes no writes until the server is restarted.") { Metadata = [("cause", "sync_failed")] },
        StoreDamagedException damaged => new(ErrorReason.StoreUnavailable, "Stored bytes are damaged; they are not answered.")
        {
            Metadata = [("cause", "damaged"), ("file", Path.GetFileName(damaged.File)), ("offset", $"{damaged.Offset}")],
        },
        SealBrokenException broken => new(ErrorReason.StoreUnavailable, "A stored identity is not as it was sealed; it is not answered.")
        {
            Metadata = [("cause", "damaged"), ("teacher_id", broken.TeacherId)],
        },
        _ => null,
    };

    /// <summary>The name of a reason as it travels, without its prefix.</summary>
    public static string Name(ErrorReason reason) => Catalogue[reason].Name;

    public static StatusCode CodeOf(ErrorReason reason) => Catalogue[reason].Code;

    public static Google.Rpc.Status ToStatus(Refusal refusal)
    {
        var (name, code) = Catalogue[refusal.Reason];
        var info = new ErrorInfo { Domain = "faculty.v1", Reason = name };
        foreach (var (key, value) in refusal.Metadata)
        {
            info.Metadata[key] = value;
        }
        var status = new Google.Rpc.Status { Code = (int)code, Message = refusal.Message, Details = { Any.Pack(info) } };
        if (refusal.Fields.Count > 0)
        {
            status.Details.Add(Any.Pack(new BadRequest
            {
                FieldViolations = { refusal.Fields.Select(f => new BadRequest.Types.FieldViolation { Field = f.Field, Description = f.Problem }) },
            }));
        }
        if (refusal.RetryAfter is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }
        return status;
    }

    private static Refusal Of(RuleBroken broken) =>
        new((ErrorReason)broken.Reason, broken.Message) { Metadata = [.. broken.Facts.Select(f => (f.Key, f.Value))] };

    private static Refusal Taken(DuplicateKeyException duplicate) => duplicate.Index switch
    {
        Documents.StaffNumberIndex => new(ErrorReason.StaffNumberTaken, "The staff number belongs to another person of the school.") { Metadata = [("school_code", duplicate.Value.Split('|')[0]), ("staff_number", duplicate.Value[(duplicate.Value.IndexOf('|', StringComparison.Ordinal) + 1)..])] },
        Documents.IdNumberIndex => new(ErrorReason.IdNumberTaken, "The ID number belongs to another record.") { Metadata = Owner(duplicate), TellsOfForeignNumber = duplicate.OwnerId.Length == 0 },
        Documents.CertificateIndex => new(ErrorReason.CertificateNumberTaken, "The certificate number of this authority belongs to another recognition.") { Metadata = Owner(duplicate) },
        Documents.OpenApplicationIndex => new(ErrorReason.AlreadyExists, "The teacher has an open application in this batch; revise or withdraw that one.") { Metadata = [("type", duplicate.Type), ("id", duplicate.OwnerId), ("index", duplicate.Index), ("teacher_id", duplicate.Value[(duplicate.Value.IndexOf('|', StringComparison.Ordinal) + 1)..])] },
        _ => new(ErrorReason.AlreadyExists, $"A {duplicate.Type} with this {duplicate.Index} exists.") { Metadata = [("type", duplicate.Type), ("index", duplicate.Index)] },
    };

    // Without an owner when the caller may not see it.
    private static (string, string)[] Owner(DuplicateKeyException duplicate) => duplicate.OwnerId.Length == 0 ? [] : [("teacher_id", duplicate.OwnerId)];

    // "FAILED_PRECONDITION" -> FailedPrecondition; a reason without a known status stops the server at its first use, in a test.
    private static StatusCode CodeNamed(string name) =>
        System.Enum.Parse<StatusCode>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
