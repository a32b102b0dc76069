using Faculty.Server.Access;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Seats;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;

namespace Faculty.Server.Quotas.Hiring;

/// <summary>Runs the yearly hiring (招聘计划). State changes are verbs, one file each.</summary>
internal sealed partial class HiringService(
    IRegistryStore store, Write write, TeacherWrites teachers, SeatWrites seats, RowScope scope, QuotaScope quotas, CallerTokens tokens, HiringDirectory lines,
    EstablishmentDirectory establishments, OrganisationDirectory organisations, ForeignNumbers foreignNumbers, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.HiringService.HiringServiceBase
{
    /// <summary>A step of one line of a school of the caller's.</summary>
    private Task<TReply> ChangeAsync<TReply>(
        IHiringWrite request, ServerCallContext context, Func<HiringLine, WriteBatch, CancellationToken, Task<HiringLine>> step, Action<TReply, HiringLine>? complete = null)
        where TReply : IHiringReply, new()
    {
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => Reply(await write.AsCommittedAsync(Documents.HiringLines, commit, ct)));

        async Task<Func<Commit?, TReply>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            var found = await FindAsync(request.Code, context);
            Write.RequireEtag(request.Etag, Documents.HiringLines, found);
            var next = await step(found.Value, batch, ct);
            batch.Replace(Documents.HiringLines, found, next);
            return commit => Reply(new(found.Id, commit?.Revision ?? found.Revision, next));
        }

        TReply Reply(Stored<HiringLine> stored)
        {
            var reply = ReplyOf<TReply>(stored);
            complete?.Invoke(reply, stored.Value);
            return reply;
        }
    }

    /// <summary>A line, as of everything acknowledged.</summary>
    private async Task<Stored<HiringLine>> FindAsync(string code, ServerCallContext context)
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var coverage = await scope.OfAsync(context);
        return lines.Now.Find(code) is { } found && coverage.Covers(found.Value.SchoolCode) ? found : throw Refusal.NotFound(Documents.HiringLines.Name, code);
    }

    /// <summary>The ledger that a line takes its seats from; null when it takes none, or the school has none. The batch holds only while that is so.</summary>
    private Stored<Establishment>? LedgerOf(HiringLine line, WriteBatch batch)
    {
        if (!line.TakesSeats)
        {
            return null;
        }
        var code = EstablishmentView.LedgerOf(line.SchoolCode, organisations.Tree, clock.TodayInChina()) ?? line.SchoolCode;
        var found = establishments.Now.Find(code);
        if (found is null)
        {
            batch.RelyOnFree(Documents.Establishments, Documents.CodeIndex, code);
        }
        return found;
    }

    private TReply ReplyOf<TReply>(Stored<HiringLine> stored)
        where TReply : IHiringReply, new() =>
        new() { Line = ToWire(stored), Counts = Counts(stored.Value, clock.TodayInChina()) };

    private static V1.HiringLine ToWire(Stored<HiringLine> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        return message;
    }

    private static HiringCounts Counts(HiringLine line, DateOnly day) => new()
    {
        AsOf = day.ToWire(),
        State = (V1.HiringState)line.StateOn(day),
        Requested = line.RequestedCount,
        Approved = line.ApprovedOn(day),
        Announced = line.AnnouncedOn(day),
        Appointed = line.AppointedOn(day),
        Onboarded = line.OnboardedOn(day),
        Open = line.OpenOn(day),
        Deadline = line.DeadlineOn(day).ToWire(),
    };

    private static RequestCheck Check(IHiringWrite request) => new RequestCheck().Write(request).LineCode(request.Code, "code");
}
