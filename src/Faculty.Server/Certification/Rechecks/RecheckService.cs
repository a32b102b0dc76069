using System.Runtime.InteropServices;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Date = Google.Type.Date;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>Lists what is to be looked at again (复核、到期), counts it, and closes cases.</summary>
internal sealed partial class RecheckService(
    IRegistryStore store, RecheckView view, DefaultMonths months, TeacherWrites teachers, RowScope scope, OrganisationDirectory organisations, CallerTokens tokens,
    JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.RecheckService.RecheckServiceBase
{
    private const int DefaultAhead = 180;
    private const int MostAhead = 3_660;
    private const int PerMessage = 200;

    /// <summary>Picks of a row the day it is listed by, with how it is shown; null for one that is not asked for.</summary>
    private delegate WatchKey? Pick(WatchPlace place, in WatchRow row);

    /// <summary>Checks what every request here says; a scope has to exist for the caller.</summary>
    private async Task<WatchAsked> AskedAsync(ServerCallContext context, RequestCheck check, string scopeCode, Date? asOf, RecognitionLevel level)
    {
        _ = scopeCode.Length == 0 ? check : check.OrganisationCode(scopeCode, "scope_code");
        check.OptionalDay(asOf, "as_of").Known(level, "level", optional: true).Done();
        var coverage = await scope.OfAsync(context);
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var tree = organisations.Tree;
        if (scopeCode.Length > 0 && (!coverage.Covers(scopeCode) || tree.Find(scopeCode) is null))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, scopeCode);
        }
        var day = asOf.ToOptionalDay() ?? clock.TodayInChina();
        return new(coverage, tree, scopeCode, day, (int)level, months.On(day));
    }

    /// <summary>The next rows behind a place in the order of the list, and where they end; null when nothing follows.</summary>
    private async Task<(List<(WatchKey Key, WatchRow Row)> Found, string? Next)> PageAsync(WatchAsked asked, Pick pick, string? after, int size, CancellationToken ct)
    {
        var behind = WatchKey.Parse(after);
        var found = await view.ReadAsync(
            behind is { } at ? new WatchPlace(at.School, at.Department) : null,
            (places, _) =>
            {
                var page = new List<(WatchKey Key, WatchRow Row)>();
                foreach (var place in places.Where(asked.Holds))
                {
                    var here = new List<(WatchKey Key, WatchRow Row)>();
                    foreach (ref readonly var row in CollectionsMarshal.AsSpan(place.Rows))
                    {
                        if (pick(place, row) is { } key && !(key.CompareTo(behind ?? key) < 0) && key != behind)
                        {
                            here.Add((key, row));
                        }
                    }
                    here.Sort((one, other) => one.Key.CompareTo(other.Key));
                    page.AddRange(here);
                    if (page.Count > size)
                    {
                        break;
                    }
                }
                return page;
            },
            ct);
        return found.Count > size ? (found[..size], $"{found[size - 1].Key}") : (found, null);
    }

    /// <summary>Every page of a list, as its stream sends it.</summary>
    private async Task StreamAsync<TRow, TMessage>(
        WatchAsked asked, Pick pick, Func<IEnumerable<TRow>, TMessage> message, Func<WatchAsked, WatchKey, WatchRow, Domain.Teachers.Teacher, TRow?> show,
        IServerStreamWriter<TMessage> to, CancellationToken ct)
        where TRow : class
    {
        string? after = null;
        do
        {
            (var found, after) = await PageAsync(asked, pick, after, PerMessage, ct);
            var rows = await ShownAsync(asked, found, show, ct);
            if (rows.Count > 0)
            {
                await to.WriteAsync(message(rows), ct);
            }
        }
        while (after is not null);
    }

    // A record may have moved on since the page was taken: what it no longer says is left out.
    private async Task<List<TRow>> ShownAsync<TRow>(
        WatchAsked asked, List<(WatchKey Key, WatchRow Row)> found, Func<WatchAsked, WatchKey, WatchRow, Domain.Teachers.Teacher, TRow?> show, CancellationToken ct)
        where TRow : class
    {
        var ids = found.Select(f => f.Key.TeacherId).Distinct(StringComparer.Ordinal).ToList();
        var records = (await store.FindManyAsync(Documents.Teachers.Name, ids, ct)).OfType<StoredDocument>().ToDictionary(d => d.Id, d => Documents.Teachers.Read(d.Body), StringComparer.Ordinal);
        return [.. found.Where(f => records.ContainsKey(f.Key.TeacherId)).Select(f => show(asked, f.Key, f.Row, records[f.Key.TeacherId])).OfType<TRow>()];
    }

    private static WatchKey Key(WatchPlace place, in WatchRow row, int day) => new(place.School, place.Department, day, row.TeacherId, row.Id);

    private static IEnumerable<RecheckCase> Cases(WatchAsked asked, string school, Domain.Teachers.Teacher teacher) =>
        RecheckCases.Of(teacher, r => asked.Months(school, r.Track, r.Level));
}
