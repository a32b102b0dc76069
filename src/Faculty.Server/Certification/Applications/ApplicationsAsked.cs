using Faculty.Server.Certification.Batches;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;

namespace Faculty.Server.Certification.Applications;

/// <summary>The applications that a list and its stream ask for, of those that exist for the caller, by id.</summary>
/// <param name="BehindAsync">Up to so many ids of what is asked for behind an id, in order.</param>
internal sealed record ApplicationsAsked(Func<string?, int, CancellationToken, ValueTask<IReadOnlyList<string>>> BehindAsync)
{
    public async Task<(IReadOnlyList<Stored<Application>> Found, string? Next)> PageAsync(IRegistryStore store, string? after, int size, CancellationToken ct)
    {
        var ids = await BehindAsync(after, size + 1, ct);
        var found = await store.FindManyAsync(Documents.Applications.Name, [.. ids.Take(size)], ct);
        return ([.. found.OfType<StoredDocument>().Select(Documents.Applications.Typed)], ids.Count > size ? ids[size - 1] : null);
    }
}

internal sealed partial class ApplicationService
{
    /// <summary>What is named has to exist for the caller.</summary>
    private async Task<ApplicationsAsked> AskedAsync(string batchCode, ApplicationState state, string schoolCode, string teacherId, ReviewTier tier, ServerCallContext context)
    {
        var check = new RequestCheck().Known(state, "state", optional: true).Known(tier, "tier", optional: true);
        _ = batchCode.Length == 0 ? check : check.BatchCode(batchCode, "batch_code");
        _ = schoolCode.Length == 0 ? check : check.OrganisationCode(schoolCode, "school_code");
        _ = teacherId.Length == 0 ? check : check.Id(teacherId, "teacher_id");
        check.Done();
        var ct = context.CancellationToken;
        var batches = await BatchRowsAsync(context);
        var (coverage, teachers) = (batches.Coverage, await scope.TeachersAsync(context));
        var batchId = batchCode.Length == 0 ? "" : (await batches.FindAsync(batchCode, ct)).Id;
        if (schoolCode.Length > 0 && (!coverage.Covers(schoolCode) || organisations.Tree.Find(schoolCode) is null))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, schoolCode);
        }
        var (inState, atTier) = (state == ApplicationState.Unspecified ? null : (Domain.Certification.Applications.ApplicationState?)state, tier == ReviewTier.Unspecified ? null : (Domain.Certification.Rules.ReviewTier?)tier);
        if (teacherId.Length > 0)
        {
            // A person has a handful of them.
            var own = await Persons.ApplicationsAsync(store, Documents.Teachers.Typed(await teachers.StandingAsync(teacherId, at: null, ct)).Value, ct);
            string[] held =
            [
                .. own.Select(a => a.Value)
                    .Where(a => coverage.Covers(a.SchoolCode) && (batchId.Length == 0 || a.BatchId == batchId) && (schoolCode.Length == 0 || a.SchoolCode == schoolCode))
                    .Where(a => (inState is null || a.State == inState) && (atTier is null || a.TierNow == atTier))
                    .Select(a => a.ApplicationId).Order(StringComparer.Ordinal),
            ];
            return new((after, limit, _) => new([.. held.SkipWhile(id => after is not null && string.CompareOrdinal(id, after) <= 0).Take(limit)]));
        }
        string[] schools = schoolCode.Length > 0 ? [schoolCode] : coverage.Whole ? [""] : [.. coverage.Codes.Where(IsNoDepartment)];
        return new(BehindAsync);

        async ValueTask<IReadOnlyList<string>> BehindAsync(string? after, int limit, CancellationToken ct)
        {
            var ids = new List<string>();
            foreach (var school in schools)
            {
                var page = await store.QueryKeysAsync(Documents.Applications.Name, WorkLists.Behind(after, school, batchId, inState, atTier), after: null, limit, ct);
                ids.AddRange(page.Entries.Select(e => e.Id));
            }
            return [.. ids.Order(StringComparer.Ordinal).Take(limit)];
        }
    }

    private bool IsNoDepartment(string code) => organisations.Tree.Find(code)?.Kind != Domain.Organisations.OrganisationKind.Department;
}
