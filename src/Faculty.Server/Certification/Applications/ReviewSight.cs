using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Certification.Files;
using Faculty.Storage;
using Faculty.V1;
using Application = Faculty.Domain.Certification.Applications.Application;
using Batch = Faculty.Domain.Certification.Batches.Batch;

namespace Faculty.Server.Certification.Applications;

/// <summary>
/// Applications as a caller may read them; their only way to the wire. Who said what in review is for those who review and decide at the school or
/// above it, which the members of every panel do. Whoever else reads one sees its state, how each tier ended, what is to be mended and why it ended. What
/// its files are called is for those who may read them.
/// </summary>
internal sealed class ReviewSight(IRegistryStore store, TeacherRows everyone, EvidenceFiles files, AccountDirectory accounts, Coverage deciding, Coverage reading, Coverage evidence, TeacherNames names)
{
    private readonly Dictionary<string, Batch> batches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> numbers = new(StringComparer.Ordinal);

    /// <summary>Without what <see cref="FillAsync"/> adds.</summary>
    public V1.Application Shown(Stored<Application> stored)
    {
        var message = files.ToWire(stored);
        if (!deciding.Covers(stored.Value.SchoolCode))
        {
            Hide(message);
        }
        if (!evidence.Covers(stored.Value.SchoolCode))
        {
            HideFiles(message);
        }
        message.Accounts.Add(AccountsOf(message).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(id => new NamedAccount { AccountId = id, AccountName = accounts.NameOf(id) }).Where(a => a.AccountName.Length > 0));
        return message;
    }

    /// <summary>Those of a list.</summary>
    public async Task<IReadOnlyList<V1.Application>> ShownAsync(IEnumerable<Stored<Application>> stored, CancellationToken ct)
    {
        V1.Application[] shown = [.. stored.Select(Shown)];
        await NameAsync(shown, ct);
        return shown;
    }

    /// <summary>Who applies, the numbers in publicity lists, and what the same persons have applied for elsewhere.</summary>
    public async Task FillAsync(IReadOnlyList<V1.Application> shown, CancellationToken ct)
    {
        await NameAsync(shown, ct);
        foreach (var application in shown.Where(a => a.State < ApplicationState.Recognised))
        {
            await FillElsewhereAsync(application, ct);
        }
    }

    private async ValueTask NameAsync(IEnumerable<V1.Application> shown, CancellationToken ct)
    {
        foreach (var application in shown)
        {
            (_, application.DisplayName) = await names.OfAsync(application.TeacherId, ct);
            application.PublicityNumber = application.State >= ApplicationState.Publicity ? (await NumbersAsync(application.BatchId, ct)).GetValueOrDefault(application.ApplicationId) : 0;
        }
    }

    // A list would ask for each row; there the batches stand side by side.
    private async ValueTask FillElsewhereAsync(V1.Application application, CancellationToken ct)
    {
        foreach (var other in (await Persons.ApplicationsAsync(store, everyone, application.TeacherId, ct)).Select(o => o.Value))
        {
            if (!other.IsOver && (int)other.Level == (int)application.Level && other.BatchId != application.BatchId && reading.Covers(other.SchoolCode)
                && await BatchAsync(other.BatchId, ct) is var batch && batch.Track == (await BatchAsync(application.BatchId, ct)).Track)
            {
                application.Elsewhere.Add(new ApplicationElsewhere
                {
                    ApplicationId = other.ApplicationId, BatchCode = batch.Code, SchoolCode = other.SchoolCode, State = (ApplicationState)other.State,
                });
            }
        }
    }

    private async ValueTask<Batch> BatchAsync(string id, CancellationToken ct) => batches.TryGetValue(id, out var known)
        ? known
        : batches[id] = (await store.FindAsync(Documents.Batches, id, ct))?.Value ?? throw new InvalidOperationException($"The batch {id} of an application cannot be found.");

    private async ValueTask<Dictionary<string, int>> NumbersAsync(string batchId, CancellationToken ct)
    {
        if (!numbers.TryGetValue(batchId, out var known))
        {
            var entries = (await store.FindAsync(Documents.Publicities, batchId, ct))?.Value.Entries ?? [];
            numbers[batchId] = known = entries.Index().Where(e => e.Item.ApplicationId.Length > 0).ToDictionary(e => e.Item.ApplicationId, e => e.Index + 1, StringComparer.Ordinal);
        }
        return known;
    }

    private static IEnumerable<string> AccountsOf(V1.Application application) =>
    [
        .. application.AuthorIds,
        .. application.FormerSubmissions.Append(application.Submission).OfType<Submission>().Select(s => s.ActorId),
        .. application.Returns.Select(r => r.ActorId),
        .. application.Reviews.SelectMany(r => (string[])[r.ActorId, .. r.Recusals.Select(x => x.AccountId), .. r.Sheets.Select(x => x.AccountId), .. r.Votes.Select(x => x.AccountId)]),
        .. application.Objections.SelectMany(o => (string[])[o.ActorId, o.ResolverId]),
        application.Ending?.ActorId ?? "",
    ];

    // A name says what somebody shows, and a digest whose a file is that one has.
    private static void HideFiles(V1.Application application)
    {
        foreach (var file in application.Files.Concat(application.FormerSubmissions.Append(application.Submission).OfType<Submission>().SelectMany(s => s.Files.Concat(s.Evidence.SelectMany(e => e.Files)))))
        {
            (file.FileName, file.Sha256) = ("", "");
        }
    }

    private static void Hide(V1.Application application)
    {
        foreach (var review in application.Reviews)
        {
            review.Recusals.Clear();
            review.Sheets.Clear();
            review.Votes.Clear();
            (review.Opinion, review.ActorId) = ("", "");
        }
        foreach (var returned in application.Returns)
        {
            returned.ActorId = "";
        }
        foreach (var objection in application.Objections)
        {
            (objection.ActorId, objection.ResolverId) = ("", "");
        }
        if (application.Ending is { Cause: not EndingCause.Withdrawn } ending)
        {
            ending.ActorId = "";
            // The review's opinion, and what people found about somebody's conduct.
            ending.Explanation = ending.Cause is EndingCause.EthicsVeto or EndingCause.Review ? "" : ending.Explanation;
        }
    }
}
