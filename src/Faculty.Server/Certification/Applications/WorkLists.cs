using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Rules;
using Faculty.Storage;

namespace Faculty.Server.Certification.Applications;

/// <summary>
/// The keys of applications by school, batch, state and tier, each said or not: whatever of the four a list asks for, its rows lie together and in
/// the order of ids. Sixteen keys an application, eight where no tier has it.
/// </summary>
internal static class WorkLists
{
    public static IEnumerable<IndexKey> KeysOf(Application application) =>
        from school in (string[])["", application.SchoolCode]
        from batch in (string[])["", application.BatchId]
        from state in (ApplicationState?[])[null, application.State]
        from tier in application.TierNow is { } now ? (ReviewTier?[])[null, now] : [null]
        select new IndexKey(Documents.WorkListIndex, Begin(school, batch, state, tier) + application.ApplicationId);

    /// <summary>The rows behind an id of what is asked for; empty and null mean all.</summary>
    public static KeyRange Behind(string? id, string school, string batchId, ApplicationState? state, ReviewTier? tier)
    {
        var all = KeyRange.Prefix(Documents.WorkListIndex, Begin(school, batchId, state, tier));
        return id is null ? all : all with { From = $"{all.From}{id}\0" };
    }

    private static string Begin(string school, string batchId, ApplicationState? state, ReviewTier? tier) => $"{school}|{batchId}|{(int?)state}|{(int?)tier}|";
}
