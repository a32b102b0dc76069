using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<ListCompositionRulesResponse> ListCompositionRules(ListCompositionRulesRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken);
        var page = RulesFor(request.Kind, request.Level).Where(r => after is null || string.CompareOrdinal(r.Code, after) > 0).Take(size + 1).ToList();
        return Task.FromResult(new ListCompositionRulesResponse
        {
            Rules = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].Code : null),
        });
    }

    private IEnumerable<CompositionRules> RulesFor(GroupKind kind, GroupLevel level)
    {
        new RequestCheck().Known(kind, "kind", optional: true).Known(level, "level", optional: true).Done();
        return book.All
            .Where(r => (kind == GroupKind.Unspecified || (int)r.Kind == (int)kind) && (level == GroupLevel.Unspecified || (int)r.Level == (int)level))
            .Select(Wire.ToMessage);
    }
}
