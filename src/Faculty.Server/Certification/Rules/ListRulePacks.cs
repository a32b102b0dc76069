using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using RulePack = Faculty.Domain.Certification.Rules.RulePack;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    public override async Task<ListRulePacksResponse> ListRulePacks(ListRulePacksRequest request, ServerCallContext context)
    {
        var found = await SelectAsync(request.Code, request.State, request.ExpiringDays, request.AsOf, context.CancellationToken);
        // The place is the pack's number among those asked for: drafts come and go only at the end of their code.
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), found, Place);
        return new() { RulePacks = { page.Select(Short) }, NextPageToken = next };
    }

    /// <summary>The versions asked for, by code and version; what the list and its stream share.</summary>
    private async Task<IEnumerable<Stored<RulePack>>> SelectAsync(string code, RulePackState state, int expiringDays, Google.Type.Date? asOf, CancellationToken ct)
    {
        var check = new RequestCheck()
            .Known(state, "state", optional: true)
            .Require(expiringDays is >= 0 and <= 36_500, "expiring_days", "must be 0 (= all) to 36500")
            .OptionalDay(asOf, "as_of");
        (code.Length == 0 ? check : check.PackCode(code, "code")).Done();
        var day = asOf.ToOptionalDay() ?? clock.TodayInChina();
        await follower.CaughtUpAsync(store.Revision, ct);
        var view = rules.Now;
        return view.Book.All
            .Where(p => (code.Length == 0 || string.Equals(p.Code, code, StringComparison.Ordinal)) && (state == RulePackState.Unspecified || (int)p.State == (int)state))
            .Where(p => expiringDays == 0 || p.HeldDays?.Last is { } last && last >= day && last.DayNumber - day.DayNumber <= expiringDays)
            .Select(p => view.Packs[p.PackId]);
    }

    private static V1.RulePack Short(Stored<RulePack> stored) => ToWire(stored with { Value = stored.Value with { Levels = [], Notes = [] } });

    // Ten digits, so that versions have the order of numbers; '!' lies before every character of a code.
    private static string Place(Stored<RulePack> pack) => $"{pack.Value.Code}!{pack.Value.Version:D10}";
}
