using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;
using PartTimeBudget = Faculty.Domain.Quotas.PartTime.PartTimeBudget;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    /// <summary>What a step decides about: the lines as read, and what becomes of them; the write it is part of.</summary>
    private sealed record Steps(IReadOnlyList<Stored<HoursLine>> Lines, DateOnly Date, WriteBatch Writes)
    {
        /// <summary>Budgets of the lines' schools and years, by these.</summary>
        public required IReadOnlyDictionary<(string School, int Year), Stored<PartTimeBudget>> Budgets { get; init; }
    }

    /// <summary>
    /// One commit for all: it holds only while each line, and each budget, is as it was read. <paramref name="ofSchool"/> = the caller must cover
    /// the school, not a department of it only.
    /// </summary>
    private Task<TReply> StepAsync<TReply>(
        IHoursWrite request, ServerCallContext context, bool ofSchool, Func<Steps, CancellationToken, Task<IReadOnlyList<HoursLine>>> decide, Func<HoursLine, string>? told = null)
        where TReply : IHoursReply, new()
    {
        told ??= line => line.LineId;
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) =>
        {
            var asked = await AsCommittedAsync(request.LineIds, commit, ct);
            return Reply<TReply>(await AsCommittedAsync([.. asked.Select(l => told(l.Value))], commit, ct));
        });

        async Task<Func<Commit?, TReply>> DecideAsync(WriteBatch writes, CancellationToken ct)
        {
            var coverage = await CoverageAsync(context);
            var found = new List<Stored<HoursLine>>();
            foreach (var id in request.LineIds)
            {
                var line = await store.FindAsync(Documents.HoursLines, id, ct) is { } any && (coverage.Covers(any.Value.SchoolCode) || (!ofSchool && coverage.Covers(any.Value.DepartmentCode)))
                    ? any
                    : throw Refusal.NotFound(Documents.HoursLines.Name, id);
                Write.RequireEtag(request.Etag, Documents.HoursLines, line);
                found.Add(line);
            }
            var ledger = new PartTimeLedger(store, revision: null);
            var budgets = new Dictionary<(string, int), Stored<PartTimeBudget>>();
            foreach (var (school, year) in found.Select(l => (l.Value.SchoolCode, l.Value.Year)).Distinct())
            {
                var budget = await ledger.BudgetAsync(school, year, ct) ?? throw new InvalidOperationException($"The budget of {school} {year}, which has lines, cannot be found.");
                budgets.Add((school, year), budget);
                writes.Replace(Documents.PartTimeBudgets, budget, budget.Value.Touched());
            }
            var next = await decide(new(found, DateOf(request.Date), writes) { Budgets = budgets }, ct);
            foreach (var (read, line) in found.Zip(next))
            {
                writes.Replace(Documents.HoursLines, read, line);
            }
            var more = next.Skip(found.Count).ToList();
            more.ForEach(line => writes.Insert(Documents.HoursLines, line.LineId, line));
            var byId = next.ToDictionary(l => l.LineId, StringComparer.Ordinal);
            return commit => Reply<TReply>([.. next.Take(found.Count).Select(told).Select(id => new Stored<HoursLine>(id, commit?.Revision ?? 0, byId[id]))]);
        }
    }

    private Task<TReply> StepAsync<TReply>(IHoursWrite request, ServerCallContext context, bool ofSchool, Func<HoursLine, DateOnly, HoursLine> step)
        where TReply : IHoursReply, new() =>
        StepAsync<TReply>(request, context, ofSchool, (steps, _) => Task.FromResult<IReadOnlyList<HoursLine>>([.. steps.Lines.Select(l => step(l.Value, steps.Date))]));
}
