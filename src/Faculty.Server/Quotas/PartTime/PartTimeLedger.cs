using System.IO.Hashing;
using System.Text;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Storage;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>Budgets, standards and lines as they were known at a revision; null = as they are.</summary>
internal sealed class PartTimeLedger(IRegistryStore store, long? revision)
{
    private const int PageSize = 500;

    public static PartTimeBudget NewBudget(string schoolCode, int year) => new() { BudgetId = IdOf($"{schoolCode}|{year}"), SchoolCode = schoolCode, Year = year };

    /// <summary>The id of what there is one of under a key: two that are first at once meet in it, and one decides again.</summary>
    public static string IdOf(string key) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(key)));

    public static void Put(WriteBatch batch, Stored<PartTimeBudget>? found, PartTimeBudget next)
    {
        if (found is null)
        {
            batch.Insert(Documents.PartTimeBudgets, next.BudgetId, next);
        }
        else
        {
            batch.Replace(Documents.PartTimeBudgets, found, next);
        }
    }

    public async Task<Stored<PartTimeBudget>?> BudgetAsync(string schoolCode, int year, CancellationToken ct) =>
        await AtAsync(Documents.PartTimeBudgets, await store.FindByKeyAsync(Documents.PartTimeBudgets, Documents.CodeIndex, $"{schoolCode}|{year}", ct), ct);

    public async Task<List<Stored<PartTimeBudget>>> BudgetsAsync(string schoolCode, CancellationToken ct) =>
        [.. (await RangeAsync(Documents.PartTimeBudgets, KeyRange.Exactly(Documents.SchoolIndex, schoolCode), ct)).OrderBy(b => b.Value.Year)];

    public async Task<Stored<PayStandard>?> StandardAsync(string organisationCode, string code, CancellationToken ct) =>
        await AtAsync(Documents.PayStandards, await store.FindByKeyAsync(Documents.PayStandards, Documents.CodeIndex, Key(organisationCode, code), ct), ct);

    /// <summary>Lines of a school's year, or of one month of it, by month and id; those that are returned and reversed among them.</summary>
    public Task<List<Stored<HoursLine>>> LinesAsync(string schoolCode, int year, DateOnly? month, CancellationToken ct) => RangeAsync(
        Documents.HoursLines,
        month is { } one ? KeyRange.Exactly(Documents.LedgerIndex, $"{schoolCode}|{one:yyyy-MM}") : KeyRange.Prefix(Documents.LedgerIndex, $"{schoolCode}|{year}-"),
        ct);

    /// <summary>
    /// The rate of a month at a school: its own, or that of the nearest organisation above that has one. The batch holds only while what was
    /// looked at is so.
    /// </summary>
    public async Task<(Stored<PayStandard> Standard, PayRate Rate)?> RateAsync(
        OrganisationTree tree, string schoolCode, string code, DateOnly month, WriteBatch writes, ISet<string> relied, CancellationToken ct)
    {
        var last = PartTimeWork.Of(month).End;
        foreach (var (organisation, _) in tree.Above(schoolCode, new(last, last)))
        {
            var found = await StandardAsync(organisation, code, ct);
            if (relied.Add($"{organisation}|{code}"))
            {
                _ = found is null ? writes.RelyOnFree(Documents.PayStandards, Documents.CodeIndex, Key(organisation, code)) : writes.RelyOn(Documents.PayStandards, found);
            }
            if (found?.Value.RateIn(month) is { } rate)
            {
                return (found, rate);
            }
        }
        return null;
    }

    /// <summary>The document of a rate; empty when it was withdrawn since.</summary>
    public async Task<string> DocumentOfAsync(string standardId, string rateId, CancellationToken ct) =>
        (await AtAsync(Documents.PayStandards, await store.FindAsync(Documents.PayStandards, standardId, ct), ct))?.Value.Rates.FirstOrDefault(r => r.RateId == rateId)?.DocumentNumber ?? "";

    /// <summary>The version of a document that was newest at the revision.</summary>
    public async Task<Stored<T>?> AtAsync<T>(DocumentType<T> type, Stored<T>? now, CancellationToken ct) =>
        now is null || revision is null || now.Revision <= revision ? now : await store.FindAtAsync(type, now.Id, revision.Value, ct);

    // What a line or budget is found by never changes, and none is ever removed: all of then are among those of now.
    private async Task<List<Stored<T>>> RangeAsync<T>(DocumentType<T> type, KeyRange range, CancellationToken ct)
    {
        var found = new List<Stored<T>>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(type.Name, range, after, PageSize, ct);
            foreach (var document in page.Documents)
            {
                if (await AtAsync(type, type.Typed(document), ct) is { } then)
                {
                    found.Add(then);
                }
            }
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    public static string Key(string organisationCode, string code) => $"{organisationCode}|{code}";
}
