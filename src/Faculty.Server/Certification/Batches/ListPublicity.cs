using System.Globalization;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task<ListPublicityResponse> ListPublicity(ListPublicityRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var shown = await PublicAsync(request.Code, context);
        var after = tokens.After(context, request, request.PageToken) is { } number ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var last = Math.Min(after + PageSize.Of(request.PageSize), shown.Count);
        return new()
        {
            Title = shown.Batch.Title, PublicityStart = shown.Batch.PublicityStart?.ToWire(), PublicityLast = shown.Batch.PublicityLast?.ToWire(),
            Entries = { await shown.EntriesAsync(after, last, context.CancellationToken) },
            NextPageToken = tokens.Page(context, request, last < shown.Count ? $"{last}" : null),
        };
    }

    /// <summary>What of a batch is public for the caller; what the list, its stream and its files share.</summary>
    private async Task<Publicity> PublicAsync(string code, ServerCallContext context)
    {
        new RequestCheck().BatchCode(code, "code").Done();
        // The public sees what is public and nothing of what is not yet, not even that there is a batch.
        var shown = await Publicity.FindAsync(store, scope, code, clock.TodayInChina(), context.CancellationToken) ?? throw BatchRows.NotFound(code);
        if (!shown.IsOpen)
        {
            // Once it is over, the list is as the batch is: for whoever signs in and may see that.
            await authentication.AdmitAsync(access.For($"/{V1.BatchService.Descriptor.FullName}/{nameof(GetBatch)}"), context);
            await (await RowsAsync(context, Permission.ReadTeachers)).FindAsync(code, context.CancellationToken);
        }
        return shown;
    }
}
