using Faculty.Server.Access;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;

namespace Faculty.Server.Sightings;

/// <summary>Records sightings: durable before what they are about may leave. When they cannot be written, nothing is shown.</summary>
internal sealed class Disclosures(IRegistryStore store, AccessRules rules, ServerMeter meter, ServerOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // One reveal counts at a time, or two would both be the last that is allowed. They are few.
    private readonly SemaphoreSlim reveals = new(1);

    /// <summary>Records that a person's data is shown; refused beyond the number of reveals a principal may take in an hour.</summary>
    public async Task<string> RevealAsync(ServerCallContext call, string teacherId, IEnumerable<string> schoolCodes, string reason, IEnumerable<string> fields)
    {
        AuditedCall.About(call, Documents.Teachers.Name, teacherId);
        var sighting = New(call);
        (sighting.TeacherId, sighting.Reason) = (teacherId, reason);
        sighting.OrganisationCodes.Add(schoolCodes);
        sighting.Fields.Add(fields);
        await reveals.WaitAsync(call.CancellationToken);
        try
        {
            await RequireRevealLeftAsync(sighting.PrincipalId, call.CancellationToken);
            await RecordAsync(call, sighting);
        }
        finally
        {
            reveals.Release();
        }
        return sighting.SightingId;
    }

    /// <summary>Records that a file of an application is shown; it counts as no reveal, since a reviewer looks at dozens in an hour.</summary>
    public async Task EvidenceAsync(ServerCallContext call, Application application, string fileId)
    {
        AuditedCall.About(call, Documents.Applications.Name, application.ApplicationId);
        AuditedCall.About(call, "evidence-file", fileId);
        AuditedCall.About(call, Documents.Teachers.Name, application.TeacherId);
        var sighting = New(call);
        (sighting.TeacherId, sighting.ApplicationId, sighting.FileId) = (application.TeacherId, application.ApplicationId, fileId);
        sighting.OrganisationCodes.Add(application.SchoolCode);
        sighting.Fields.Add("evidence_file");
        await RecordAsync(call, sighting);
    }

    /// <summary>Records that the persons of some organisations are exported, as known at a revision.</summary>
    public async Task ExportAsync(ServerCallContext call, IReadOnlyCollection<string> organisationCodes, IEnumerable<string> fields, long revision)
    {
        foreach (var code in organisationCodes)
        {
            AuditedCall.About(call, Documents.Organisations.Name, code);
        }
        var sighting = New(call);
        sighting.OrganisationCodes.Add(organisationCodes);
        sighting.Fields.Add(fields);
        sighting.ExportedRevision = revision;
        await RecordAsync(call, sighting);
    }

    public void Dispose() => reveals.Dispose();

    private StoredSighting New(ServerCallContext call) => new()
    {
        SightingId = Ids.New(),
        PrincipalId = Caller.Of(call).PrincipalId,
        Time = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
    };

    // Counted from what is recorded, so that a restart gives nobody a new allowance.
    private async ValueTask RequireRevealLeftAsync(string principalId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var taken = (await store.QueryKeysAsync(Documents.Sightings.Name, SightingKeys.Since(principalId, now - Hour), after: null, options.RevealsAnHour, ct)).Entries;
        if (taken.Count >= options.RevealsAnHour)
        {
            var wait = SightingKeys.TimeOf(taken[0].Key) + Hour - now;
            throw new Refusal(ErrorReason.RateLimited, $"No more than {options.RevealsAnHour} reveals an hour.")
            {
                Metadata = [("rate_class", $"{RateClass.Reveal}"), ("counted", "principal"), ("wait_seconds", $"{Math.Ceiling(wait.TotalSeconds)}")],
                RetryAfter = wait,
            };
        }
    }

    private async Task RecordAsync(ServerCallContext call, StoredSighting sighting)
    {
        var batch = new WriteBatch(sighting.PrincipalId, call.Method.TrimStart('/'))
        {
            Reason = sighting.Reason.Length > 0 ? sighting.Reason : null,
            Details = AuditLog.Details(rules.For(call.Method), call).ToByteArray(),
        };
        batch.Insert(Documents.Sightings, sighting.SightingId, sighting);
        await meter.CommitAsync(() => store.CommitAsync(batch));
        AuditedCall.MarkDisclosed(call);
    }
}
