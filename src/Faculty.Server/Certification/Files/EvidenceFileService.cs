using Faculty.Server.Access;
using Faculty.Server.Certification.Applications;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.Server.Sightings;
using Faculty.Storage;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Files;

/// <summary>Takes and gives files of applications (佐证附件). They exist for whoever covers the school that files the application.</summary>
internal sealed partial class EvidenceFileService(
    IRegistryStore store, SealedStore sealedStore, Write write, RowScope scope, EvidenceFiles files, ReviewSights sights, EvidenceUploads uploads, Disclosures disclosures, Watching watching, ServerOptions options)
    : V1.EvidenceFileService.EvidenceFileServiceBase
{
    private async Task<Stored<Application>> FindAsync(string id, ServerCallContext context, CancellationToken ct)
    {
        var coverage = await scope.OfAsync(context);
        return await store.FindAsync(Documents.Applications, id, ct) is { } found && coverage.Covers(found.Value.SchoolCode) ? found : throw Refusal.NotFound(Documents.Applications.Name, id);
    }

    /// <summary>The application takes files now; the commit that follows holds only while batch and applicant are as they were read.</summary>
    private async Task<Teacher> RequireFilingAsync(Application application, WriteBatch? batch, CancellationToken ct)
    {
        var of = await store.FindAsync(Documents.Batches, application.BatchId, ct) ?? throw new InvalidOperationException($"The batch {application.BatchId} of an application cannot be found.");
        ApplicationService.RequireTaken(application, of.Value);
        // Who covers the school sees the application; the record it is about is read for it, also when it was merged since.
        var teacher = Documents.Teachers.Typed(await scope.Everyone.StandingAsync(application.TeacherId, at: null, ct));
        teacher.Value.RequireKnown();
        batch?.RelyOn(Documents.Batches, of).RelyOn(Documents.Teachers, teacher);
        return teacher.Value;
    }
}
