using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Group = Faculty.Domain.Groups.Group;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override async Task<GetGroupResponse> GetGroup(GetGroupRequest request, ServerCallContext context)
    {
        new RequestCheck().GroupCode(request.Code, "code").OptionalDay(request.AsOf, "as_of").Done();
        var ct = context.CancellationToken;
        tokens.Reached(context, request.AfterChangeToken);
        var found = await FindAtAsync(request.Code, await store.RevisionKnownAtAsync(request.KnownAt, clock, ct), context);
        var shown = request.AsOf is null ? found : found with { Value = found.Value.AsOf(request.AsOf.ToDay()) };
        var message = ToWire(shown, request.AsOf.ToOptionalDay() ?? clock.TodayInChina());
        await (await NamesAsync(context)).FillAsync(message.Memberships, ct);
        return new() { Group = message };
    }

    /// <summary>A group of the caller's as it was known at a revision, null for now; whose it is now decides about all its versions.</summary>
    private async Task<Stored<Group>> FindAtAsync(string code, long? at, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var now = await FindAsync(code, await scope.OfAsync(context), ct);
        return at is null ? now : await store.FindAtAsync(Documents.Groups, now.Id, at.Value, ct) ?? throw NotFound(code);
    }
}
