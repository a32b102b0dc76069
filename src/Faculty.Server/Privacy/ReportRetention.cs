using System.Runtime.CompilerServices;
using Faculty.Domain.Time;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Privacy;

internal sealed partial class PrivacyService
{
    private const int MessageSize = 200;
    private static readonly IReadOnlyList<string> KeptAsIdentity =
        [.. V1.Identity.Descriptor.Fields.InFieldNumberOrder().Where(f => f.GetOptions()?.GetExtension(OptionsExtensions.Retention) == Retention.Identity).Select(f => f.Name)];

    public override async Task<ReportRetentionResponse> ReportRetention(ReportRetentionRequest request, ServerCallContext context)
    {
        new RequestCheck().Known(request.RetentionClass, "retention_class", optional: true).PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var reply = new ReportRetentionResponse { Terms = { Terms() } };
        // The class that the page before stood in, and the place in its range; a class that is through has none.
        var (from, after) = tokens.After(context, request, request.PageToken) is { } token ? (token[0] - '0', token.Length > 1 ? token[1..] : null) : (0, null);
        var rows = await scope.TeachersAsync(context);
        foreach (var term in reply.Terms.Where(t => (int)t.RetentionClass >= from && Asks(request.RetentionClass, t)))
        {
            var next = (int)term.RetentionClass == from ? after : null;
            do
            {
                (var page, next) = await rows.PageAsync(Range(term), next, size - reply.Items.Count, context.CancellationToken);
                await foreach (var item in DueAsync(term, page, context.CancellationToken))
                {
                    reply.Items.Add(item);
                }
                if (reply.Items.Count == size)
                {
                    reply.NextPageToken = tokens.Page(context, request, next is null ? $"{(int)term.RetentionClass + 1}" : $"{(int)term.RetentionClass}{next}");
                    return reply;
                }
            }
            while (next is not null);
        }
        return reply;
    }

    public override async Task StreamRetention(StreamRetentionRequest request, IServerStreamWriter<StreamRetentionResponse> responseStream, ServerCallContext context)
    {
        new RequestCheck().Known(request.RetentionClass, "retention_class", optional: true).Done();
        using var until = watching.Until(context.CancellationToken);
        var terms = Terms();
        await responseStream.WriteAsync(new() { Terms = { terms } }, until.Token);
        var rows = await scope.TeachersAsync(context);
        foreach (var term in terms.Where(t => Asks(request.RetentionClass, t)))
        {
            string? next = null;
            do
            {
                (var page, next) = await rows.PageAsync(Range(term), next, MessageSize, until.Token);
                var due = await DueAsync(term, page, until.Token).ToListAsync(until.Token);
                if (due.Count > 0)
                {
                    await responseStream.WriteAsync(new() { Items = { due } }, until.Token);
                }
            }
            while (next is not null);
        }
    }

    private static bool Asks(RetentionClass asked, RetentionTerm term) => asked is RetentionClass.Unspecified || asked == term.RetentionClass;

    // By the index, the first class ends with the last day that is past its term; of the second each record is looked at.
    private static KeyRange Range(RetentionTerm term) => term.RetentionClass == RetentionClass.Left
        ? new(Documents.RetentionIndex, "0", RetentionKeys.Left(term.CutoffDate.ToDay()) + "\0")
        : KeyRange.Exactly(Documents.RetentionIndex, RetentionKeys.NeverEngaged);

    private IReadOnlyList<RetentionTerm> Terms() =>
        [Term(RetentionClass.Left, options.KeepAfterLeavingMonths), Term(RetentionClass.NeverEngaged, options.KeepNeverEngagedMonths)];

    private RetentionTerm Term(RetentionClass retentionClass, int months) =>
        new() { RetentionClass = retentionClass, Months = months, CutoffDate = clock.TodayInChina().AddMonths(-months).AddDays(-1).ToWire(), FieldNames = { KeptAsIdentity } };

    private async IAsyncEnumerable<RetentionItem> DueAsync(
        RetentionTerm term, IReadOnlyList<StoredDocument> page, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var document in page)
        {
            var last = Documents.Teachers.Read(document.Body).Engagements.MaxBy(e => e.Period.End);
            var since = last is null ? ChinaDate.Of(await store.InstantOfAsync(document.Revision, ct)) : last.Period.End;
            if (since <= term.CutoffDate.ToDay())
            {
                yield return new() { RetentionClass = term.RetentionClass, TeacherId = document.Id, SchoolCode = last?.SchoolCode ?? "", SinceDate = since.ToWire() };
            }
        }
    }
}
