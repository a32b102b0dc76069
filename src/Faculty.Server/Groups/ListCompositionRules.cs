using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override Task<ListCompositionRulesResponse> ListCompositionRules(ListCompositionRulesRequest request, ServerCallContext context)
    {
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), RulesFor(request.Kind, request.Level), r => r.Code);
        return Task.FromResult(new ListCompositionRulesResponse { Rules = { page }, NextPageToken = next });
    }

    private IEnumerable<CompositionRules> RulesFor(GroupKind kind, GroupLevel level)
    {
        new RequestCheck().Known(kind, "kind", optional: true).Known(level, "level", optional: true).Done();
        return book.All
            .Where(r => (kind == GroupKind.Unspecified || (int)r.Kind == (int)kind) && (level == GroupLevel.Unspecified || (int)r.Level == (int)level))
            .Select(Wire.ToMessage);
    }
}
