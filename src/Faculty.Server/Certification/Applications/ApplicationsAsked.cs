using Faculty.Server.Certification.Batches;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;

namespace Faculty.Server.Certification.Applications;

/// <summary>The applications that a list and its stream ask for, of those that exist for the caller.</summary>
internal sealed record ApplicationsAsked(KeyRange Range, Func<Application, bool> Holds)
{
    // Where most of a range is not asked for, few are read in vain at the end of a page.
    public async Task<(IReadOnlyList<Stored<Application>> Found, string? Next)> PageAsync(IRegistryStore store, string? after, int size, CancellationToken ct)
    {
        var found = new List<Stored<Application>>();
        do
        {
            var page = await store.QueryAsync(Documents.Applications.Name, Range, after, size - found.Count, ct);
            found.AddRange(page.Documents.Select(Documents.Applications.Typed).Where(a => Holds(a.Value)));
            after = page.Next;
        }
        while (after is not null && found.Count < size);
        return (found, after);
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
        var teacher = teacherId.Length == 0 ? "" : (await teachers.StandingAsync(teacherId, at: null, ct)).Id;
        if (schoolCode.Length > 0 && (!coverage.Covers(schoolCode) || organisations.Tree.Find(schoolCode) is null))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, schoolCode);
        }
        var range = teacher.Length > 0 ? KeyRange.Exactly(Documents.ApplicantIndex, teacher)
            : schoolCode.Length > 0 ? KeyRange.Exactly(Documents.SchoolIndex, schoolCode)
            : batchId.Length > 0 ? KeyRange.Exactly(Documents.BatchIndex, batchId)
            : KeyRange.All(Documents.BatchIndex);
        return new(range, a => coverage.Covers(a.SchoolCode)
            && (batchId.Length == 0 || a.BatchId == batchId)
            && (schoolCode.Length == 0 || a.SchoolCode == schoolCode)
            && (state == ApplicationState.Unspecified || (int)a.State == (int)state)
            && (tier == ReviewTier.Unspecified || (int?)a.TierNow == (int)tier));
    }
}
