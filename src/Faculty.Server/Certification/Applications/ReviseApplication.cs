using Faculty.Domain.Certification.Applications;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;
using RecognitionLevel = Faculty.Domain.Certification.RecognitionLevel;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<ReviseApplicationResponse> ReviseApplication(ReviseApplicationRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Known(request.Level, "level", optional: true).OptionalText(request.Field, "field", longest: 50)
            .OptionalCode(request.ExceptionCode, "exception_code").Evidence(request.Evidence, "evidence").Done();
        return ChangeAsync<ReviseApplicationResponse>(request, context, async (c, ct) =>
        {
            RequireTaken(c.Application, c.Batch);
            var level = request.Level == V1.RecognitionLevel.Unspecified ? c.Application.Level : (RecognitionLevel)request.Level;
            Rules(c.Batch, c.Application.SchoolCode, level);
            ApplicantRules.RequireNotRecognised(await ApplicantAsync(c, ct), c.Batch, level, clock.TodayInChina());
            return c.Application.Revise(level, request.Field.Length > 0 ? request.Field : c.Application.Field, request.ExceptionCode, [.. request.Evidence.Select(Shown)], Caller.Of(context).PrincipalId);
        });
    }

    /// <summary>Drafts are taken while the batch is open; what was returned until it is public.</summary>
    internal static void RequireTaken(Application application, Batch batch) =>
        _ = application.State == ApplicationState.Draft ? batch.In(BatchState.Open) : batch.Before(BatchState.Publicity);
}
