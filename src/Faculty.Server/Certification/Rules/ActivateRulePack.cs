using System.Runtime.InteropServices;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Certification.Rules;
using Faculty.Server.Certification.Rechecks;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using RecheckState = Faculty.Domain.Certification.Rechecks.RecheckState;
using RulePackState = Faculty.Domain.Certification.Rules.RulePackState;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    public override async Task<ActivateRulePackResponse> ActivateRulePack(ActivateRulePackRequest request, ServerCallContext context)
    {
        Check(request).Done();
        var reply = await ChangeAsync<ActivateRulePackResponse>(request, context, (pack, view) => pack.Activate(RulePackInvariants.Require(pack, view.Book, organisations.Tree)));
        reply.OpenedRecheckCount = await OpenedAsync(request.Code, request.Version, reply.RulePack.ParentVersion, context.CancellationToken);
        return reply;
    }

    /// <summary>How many cases are open today by a pack, and would not be without it.</summary>
    private async Task<int> OpenedAsync(string code, int version, int parentVersion, CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var (book, tree, today) = (rules.Now.Book, organisations.Tree, clock.TodayInChina());
        var pack = book.Find(code, version)!;
        var without = DefaultMonths.By(book.With(pack with { State = RulePackState.Draft }), tree, today);
        var by = DefaultMonths.By(book.With(pack with { State = RulePackState.Active, ParentVersion = parentVersion }), tree, today);
        return await rechecks.ReadAsync(
            from: null,
            (places, _) =>
            {
                var opened = 0;
                foreach (var place in places)
                {
                    foreach (ref readonly var row in CollectionsMarshal.AsSpan(place.Rows))
                    {
                        opened += row.ByRules && IsOpen(row, by(place.School, row.Track, row.Level)) && !IsOpen(row, without(place.School, row.Track, row.Level)) ? 1 : 0;
                    }
                }
                return opened;
            },
            ct);

        bool IsOpen(in WatchRow row, RecheckTerms months) => row.DayBy(months) is { } since && row.StateOn(today.DayNumber, since) == RecheckState.Open;
    }
}
