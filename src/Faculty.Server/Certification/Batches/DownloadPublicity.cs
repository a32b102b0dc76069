using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task DownloadPublicity(DownloadPublicityRequest request, IServerStreamWriter<DownloadPublicityResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck().Known(request.Format, "format").Done();
        using var until = watching.Until(context.CancellationToken);
        var shown = await PublicAsync(request.Code, context);
        var entries = await shown.EntriesAsync(0, shown.Count, until.Token);
        var (bytes, ending) = request.Format == PublicityFormat.Pdf
            ? (PublicitySheet.Pdf(shown.Batch, entries, fonts, clock.GetUtcNow()), "pdf")
            : (PublicityPage.Html(shown.Batch, entries), "html");
        using var file = new MemoryStream(bytes);
        await Imports.Export.ExportService.SendAsync(
            file, (content, first) => responseStream.WriteAsync(new() { FileName = first ? $"{request.Code}.{ending}" : "", Content = content }, context.CancellationToken), until.Token);
    }
}
