using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;
using PartTimeBudget = Faculty.Domain.Quotas.PartTime.PartTimeBudget;
using PayStandard = Faculty.Domain.Quotas.PartTime.PayStandard;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>Keeps part-time money (兼职教师经费). A line exists for whoever covers its school or its department.</summary>
internal sealed partial class PartTimeService(
    IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, OrganisationDirectory organisations, JournalFollower follower, RatioView ratios, RatioHistory history,
    Watching watching, TimeProvider clock)
    : V1.PartTimeService.PartTimeServiceBase
{
    /// <summary>A change of the budget of a school's year, which is made when there is none.</summary>
    private Task<TReply> ChangeAsync<TReply>(IBudgetWrite request, ServerCallContext context, Func<PartTimeBudget, PartTimeBudget> rule)
        where TReply : IBudgetReply, new()
    {
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => new TReply { Budget = ToWire(await write.AsCommittedAsync(Documents.PartTimeBudgets, commit, ct)) });

        async Task<Func<Commit?, TReply>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            var coverage = await CoverageAsync(context);
            coverage.Require(request.SchoolCode);
            RequireSchool(batch, request.SchoolCode);
            var found = await new PartTimeLedger(store, revision: null).BudgetAsync(request.SchoolCode, request.Year, ct);
            if (found is not null)
            {
                Write.RequireEtag(request.Etag, Documents.PartTimeBudgets, found);
            }
            var next = rule(found?.Value ?? PartTimeLedger.NewBudget(request.SchoolCode, request.Year));
            PartTimeLedger.Put(batch, found, next);
            return commit => new() { Budget = ToWire(new Stored<PartTimeBudget>(next.BudgetId, commit?.Revision ?? found?.Revision ?? 0, next)) };
        }
    }

    /// <summary>The caller's rows, as of everything acknowledged.</summary>
    private async Task<Coverage> CoverageAsync(ServerCallContext context)
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return await scope.OfAsync(context);
    }

    private void RequireSchool(WriteBatch batch, string schoolCode)
    {
        if (organisations.Now.Find(schoolCode) is not { Value.Kind: OrganisationKind.School or OrganisationKind.AttachedClass })
        {
            throw Refusal.NotFound(Documents.Organisations.Name, schoolCode);
        }
        organisations.Now.RelyOn(batch, [schoolCode]);
    }

    private static V1.PartTimeBudget ToWire(Stored<PartTimeBudget> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = Etag(stored.Revision);
        return message;
    }

    private static V1.PayStandard ToWire(Stored<PayStandard> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = Etag(stored.Revision);
        return message;
    }

    private static V1.HoursLine ToWire(Stored<HoursLine> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = Etag(stored.Revision);
        return message;
    }

    private static string Etag(long revision) => revision == 0 ? "" : Tokens.Etag(revision);
}
