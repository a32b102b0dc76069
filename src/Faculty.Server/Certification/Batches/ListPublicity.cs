using Faculty.Domain.Certification.Certificates;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;
using EndingCause = Faculty.Domain.Certification.Applications.EndingCause;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task<ListPublicityResponse> ListPublicity(ListPublicityRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var ct = context.CancellationToken;
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken);
        var (batch, shown) = await ShownAsync(request.Code, ct);
        var page = shown.SkipWhile(e => after is not null && string.CompareOrdinal(Place(e.Item), after) <= 0).Take(size + 1).ToList();
        var reply = new ListPublicityResponse
        {
            Title = batch.Title, PublicityStart = batch.PublicityStart?.ToWire(), PublicityLast = batch.PublicityLast?.ToWire(),
            NextPageToken = tokens.Page(context, request, page.Count > size ? Place(page[size - 1].Item) : null),
        };
        foreach (var (index, entry) in page.Take(size))
        {
            reply.Entries.Add(await EntryAsync(index + 1, entry.Value, batch.PublicityStart!.Value, ct));
        }
        return reply;
    }

    /// <summary>A batch that is public, and what is shown of it in its order; what the list and its stream share.</summary>
    private async Task<(Batch Batch, IEnumerable<(int Index, Stored<Application> Item)> Shown)> ShownAsync(string code, CancellationToken ct)
    {
        new RequestCheck().BatchCode(code, "code").Done();
        // The public sees what is public and nothing of what is not, not even that there is a batch.
        var batch = await store.FindByKeyAsync(Documents.Batches, Documents.CodeIndex, code, ct) is { Value.State: BatchState.Publicity or BatchState.Published } found && found.Value.PublicityStart <= clock.TodayInChina()
            ? found.Value
            : throw BatchRows.NotFound(code);
        await follower.CaughtUpAsync(store.Revision, ct);
        return (batch, (await BatchRows.ApplicationsAsync(store, batch.BatchId, ct)).Where(a => WasPublic(a.Value)).Index());
    }

    private async Task<PublicityEntry> EntryAsync(int number, Application application, DateOnly day, CancellationToken ct) => new()
    {
        Number = number,
        MaskedName = SurnameMask.Of((await StandingAsync(application.TeacherId, ct)).Value.Identity.DisplayName),
        SchoolName = organisations.Tree.Find(application.SchoolCode)?.NameOn(day) ?? "",
        Level = (RecognitionLevel)(int)application.Level,
        Field = application.Field,
    };

    private static bool WasPublic(Application application) =>
        application.State is ApplicationState.Publicity or ApplicationState.Objection or ApplicationState.Recognised
        || application is { State: ApplicationState.NotRecognised, Ending.Cause: EndingCause.Objection };

    // '!' lies before every character of a code.
    private static string Place(Stored<Application> application) => $"{application.Value.SchoolCode}!{application.Id}";
}
