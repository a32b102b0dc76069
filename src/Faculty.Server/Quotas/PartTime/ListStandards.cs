using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using PayStandard = Faculty.Domain.Quotas.PartTime.PayStandard;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    private const int StandardsPerMessage = 50;

    public override async Task<ListStandardsResponse> ListStandards(ListStandardsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var (size, after) = (PageSize.Of(request.PageSize), tokens.After(context, request, request.PageToken));
        var (found, revision) = await StandardsAsync(request.OrganisationCode, request.KnownAt, context);
        var page = found.SkipWhile(s => after is not null && string.CompareOrdinal(Place(s), after) <= 0).Take(size + 1).ToList();
        return new()
        {
            Standards = { page.Take(size).Select(ToWire) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? Place(page[size - 1]) : null),
            Revision = revision,
        };
    }

    public override async Task StreamStandards(StreamStandardsRequest request, IServerStreamWriter<StreamStandardsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (found, revision) = await StandardsAsync(request.OrganisationCode, request.KnownAt, context);
        foreach (var some in found.Chunk(StandardsPerMessage))
        {
            await responseStream.WriteAsync(new() { Standards = { some.Select(ToWire) }, Revision = revision }, until.Token);
        }
    }

    /// <summary>Standards by organisation and code: of organisations that are covered and of any above one that is, since its work is paid by them. There are few.</summary>
    private async Task<(IEnumerable<Stored<PayStandard>> Found, long Revision)> StandardsAsync(string organisationCode, KnownAt? knownAt, ServerCallContext context)
    {
        (organisationCode.Length == 0 ? new() : new RequestCheck().OrganisationCode(organisationCode, "organisation_code")).Done();
        var asked = await AskedAsync(organisationCode, asOf: null, knownAt, context);
        IEnumerable<string> below = organisationCode.Length > 0 ? [organisationCode] : asked.Coverage.Codes;
        var seen = organisationCode.Length == 0 && asked.Coverage.Whole ? null
            : below.Where(code => asked.Tree.Find(code) is not null).SelectMany(code => asked.Tree.Above(code, new(asked.Day, asked.Day))).Select(a => a.Code).ToHashSet(StringComparer.Ordinal);
        var found = new List<Stored<PayStandard>>();
        await foreach (var document in store.ScanAsync(Documents.PayStandards.Name, context.CancellationToken))
        {
            if (await asked.Ledger.AtAsync(Documents.PayStandards, Documents.PayStandards.Typed(document), context.CancellationToken) is { } standard && seen?.Contains(standard.Value.OrganisationCode) != false)
            {
                found.Add(standard);
            }
        }
        return (found.OrderBy(Place, StringComparer.Ordinal), asked.Revision);
    }

    private static string Place(Stored<PayStandard> standard) => $"{standard.Value.OrganisationCode}!{standard.Value.Code}";
}
