using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Files;

internal sealed partial class EvidenceFileService
{
    public override async Task DownloadEvidence(DownloadEvidenceRequest request, IServerStreamWriter<DownloadEvidenceResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck().Id(request.ApplicationId, "application_id").Id(request.FileId, "file_id").Done();
        using var until = watching.Until(context.CancellationToken);
        var application = (await FindAsync(request.ApplicationId, context, until.Token)).Value;
        var file = application.AllFiles().FirstOrDefault(f => f.FileId == request.FileId) ?? throw NoFile(request.FileId);
        await foreach (var content in files.ReadAsync(application.ApplicationId, file, RecordedAsync, until.Token))
        {
            await responseStream.WriteAsync(new() { Content = content }, until.Token);
        }

        // Once it is known to be whole, and before anything of it leaves.
        async Task RecordedAsync()
        {
            await disclosures.EvidenceAsync(context, application, file.FileId);
            await responseStream.WriteAsync(new() { File = files.ToWire(file) }, until.Token);
        }
    }
}
