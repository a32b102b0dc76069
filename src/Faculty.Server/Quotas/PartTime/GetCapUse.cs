using Faculty.Domain.Metrics;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using CapBase = Faculty.Domain.Quotas.PartTime.CapBase;
using CapRule = Faculty.Domain.Quotas.PartTime.CapRule;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override async Task<GetCapUseResponse> GetCapUse(GetCapUseRequest request, ServerCallContext context)
    {
        new RequestCheck().OrganisationCode(request.ScopeCode, "scope_code").OptionalDay(request.AsOf, "as_of").Done();
        var ct = context.CancellationToken;
        var asked = await AskedAsync(request.ScopeCode, request.AsOf, request.KnownAt, context);
        var schools = asked.Ledgers.Where(asked.HasBudget).ToList();
        // A department has no cap of its own, nor has a class attached to a school.
        if (schools.Count < asked.Schools.Count && schools.Count == 0)
        {
            throw Refusal.NotFound(Documents.Organisations.Name, request.ScopeCode);
        }
        var (rules, seated) = (new List<(string School, CapRule Rule, string Document)>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var school in schools)
        {
            var rule = (await asked.Ledger.BudgetAsync(school, asked.Day.Year, ct))?.Value.Cap ?? new();
            var seats = rule.Base == CapBase.Establishment ? await EstablishmentAsync(school, asked, ct) : null;
            var day = rule.BaseDate ?? asked.Day;
            rules.Add((school, rule, string.Join(' ', (seats?.Buckets ?? []).Select(b => seats!.InForce(day, b)?.DocumentNumber ?? "").Where(d => d.Length > 0).Distinct(StringComparer.Ordinal))));
            seated[school] = seats?.AuthorisedOn(day) ?? 0;
        }
        string[] scopes = [request.ScopeCode, .. schools];
        return ratios.Read(moment => moment.Revision == asked.Revision ? Read(moment) : null) ?? Read(await history.AtAsync(asked.Revision, _ => scopes, ct));

        GetCapUseResponse Read(RatioMoment moment)
        {
            var reply = new GetCapUseResponse { AsOf = asked.Day.ToWire(), Revision = asked.Revision };
            var uses = new List<CapUse>();
            foreach (var (school, rule, document) in rules)
            {
                var cells = moment.Cells(school);
                var use = CapUse.Of(rule, cells.HeadsOn(asked.Day, EngagementClass.External), rule.Base == CapBase.Establishment ? seated[school] : cells.HeadsOn(rule.BaseDate ?? asked.Day, EngagementClass.FullTime));
                var figures = ToWire(school, use, asked);
                (figures.Rule, figures.DocumentNumber) = (Wire.ToMessage(rule), document);
                reply.Schools.Add(figures);
                uses.Add(use);
            }
            if (schools is [var only] && only == request.ScopeCode)
            {
                reply.Whole = reply.Schools[0];
                reply.Schools.Clear();
                return reply;
            }
            reply.Whole = ToWire(request.ScopeCode, CapUse.Together(moment.Cells(request.ScopeCode).HeadsOn(asked.Day, EngagementClass.External), uses), asked);
            return reply;
        }
    }

    private async Task<Establishment?> EstablishmentAsync(string schoolCode, PartTimeAsked asked, CancellationToken ct) =>
        (await asked.Ledger.AtAsync(Documents.Establishments, await store.FindByKeyAsync(Documents.Establishments, Documents.CodeIndex, schoolCode, ct), ct))?.Value;

    private static CapFigures ToWire(string code, CapUse use, PartTimeAsked asked)
    {
        var figures = new CapFigures { ScopeCode = code, Name = asked.NameOf(code), HeadCount = use.Heads, BaseCount = use.BaseCount, AllowedCount = use.AllowedHeads, OverCount = use.Over };
        if (new Fraction(use.Heads, use.BaseCount).Percent is { } percent)
        {
            figures.Percent = percent;
        }
        return figures;
    }
}
