using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Recognition = Faculty.Domain.Certification.Recognition;
using RecognitionTrust = Faculty.Domain.Certification.RecognitionTrust;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Teachers;

/// <summary>Writes about teachers: whatever rule makes the next record, its invariants hold when it is stored.</summary>
internal sealed class TeacherWrites(IRegistryStore store, Write write, RowScope scope, OrganisationDirectory directory, SeatWrites seats, JournalFollower follower)
{
    /// <summary>Changes one teacher by a rule.</summary>
    public Task<TReply> ChangeAsync<TReply>(ITeacherWrite request, ServerCallContext context, Func<Teacher, Teacher> rule)
        where TReply : ITeacherReply, new() =>
        ChangeAsync<TReply>(request, context, (found, _, _, _) => Task.FromResult(rule(found.Value)), (_, _) => { });

    /// <summary>Changes one teacher by a rule that reads or writes other documents too.</summary>
    public Task<TReply> ChangeAsync<TReply>(
        ITeacherWrite request, ServerCallContext context,
        Func<Stored<Teacher>, WriteBatch, TeacherRows, CancellationToken, Task<Teacher>> rule, Action<Teacher, TReply> complete)
        where TReply : ITeacherReply, new() =>
        ChangeAsync(request, context, async (found, batch, rows, ct) => new TeacherChange(await rule(found, batch, rows, ct)), complete);

    /// <summary>Changes one teacher by a rule that takes a kept seat, or changes another record with it.</summary>
    public async Task<TReply> ChangeAsync<TReply>(
        ITeacherWrite request, ServerCallContext context,
        Func<Stored<Teacher>, WriteBatch, TeacherRows, CancellationToken, Task<TeacherChange>> rule, Action<Teacher, TReply> complete)
        where TReply : ITeacherReply, new()
    {
        var rows = await scope.TeachersAsync(context);
        return await write.ChangeAsync(
            request,
            context,
            Documents.Teachers,
            request.TeacherId,
            request.Etag,
            rows.SeesAsync,
            async (found, batch, ct) =>
            {
                found.Value.RequireUnmerged();
                // Whose key is lost may be engaged still, and has to be let go; of whoever was erased no engagement is open.
                if (request is not EndEngagementRequest)
                {
                    found.Value.RequireKnown();
                }
                var change = await rule(found, batch, rows, ct);
                var next = change.Next;
                rows.Coverage.RequireOwn(found.Value, next);
                await RequireDeciderAsync(context, found.Value, next);
                await RequireAsync(batch, [(found.Value, next), .. change.Others], change.Seat, ct);
                return next;
            },
            (stored, _) =>
            {
                var reply = new TReply { Teacher = TeacherBytes.Message(stored) };
                complete(stored.Value, reply);
                return reply;
            });
    }

    /// <summary>What was decided here (本系统认定) comes and changes by the hand of who may decide about the person.</summary>
    public async Task RequireDeciderAsync(ServerCallContext context, Teacher before, Teacher after)
    {
        if (!Decided(before).SequenceEqual(Decided(after)) && !(await scope.OfAsync(context, Permission.Decide)).Covers(before))
        {
            throw new Refusal(ErrorReason.PermissionDenied, $"The caller may not {Permission.Decide}; record what a document says with its trust.")
            {
                Metadata = [("permission", $"{Permission.Decide}")],
            };
        }

        static IEnumerable<Recognition> Decided(Teacher teacher) => teacher.Recognitions.Where(r => r.Trust == RecognitionTrust.Decided);
    }

    /// <summary>The next record keeps the invariants and finds its seat, and does so as long as the organisations it names are as they are now.</summary>
    public Task RequireAsync(WriteBatch batch, Teacher before, Teacher after, CancellationToken ct) => RequireAsync(batch, [(before, after)], seat: null, ct);

    /// <summary>The same of records that change together: what one gives up the other may take.</summary>
    public async Task RequireAsync(WriteBatch batch, IReadOnlyList<(Teacher Before, Teacher After)> changes, SeatClaim? seat, CancellationToken ct)
    {
        var moved = changes.Where(c => !ReferenceEquals(c.Before.Engagements, c.After.Engagements) || !ReferenceEquals(c.Before.Posts, c.After.Posts)).ToList();
        if (moved.Count > 0)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
        }
        var view = directory.Now;
        foreach (var (before, after) in changes)
        {
            TeacherInvariants.Require(before, after, view.Tree);
        }
        if (moved.Count > 0)
        {
            view.RelyOn(batch, moved.SelectMany(c => c.After.Engagements.Select(e => e.SchoolCode).Concat(c.After.Posts.Select(p => p.DepartmentCode))));
            await seats.RequireAsync(batch, moved, seat, ct);
        }
    }
}

/// <summary>What a rule makes of a teacher.</summary>
internal sealed record TeacherChange(Teacher Next)
{
    /// <summary>Records that the batch changes too.</summary>
    public IReadOnlyList<(Teacher Before, Teacher After)> Others { get; init; } = [];

    /// <summary>The kept seat that an engagement takes; null when it takes a vacant one.</summary>
    public SeatClaim? Seat { get; init; }
}
