using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Faculty.Benchmarks.Peer;

/// <summary>Teachers of the peer. SQLite works synchronously underneath, so the queries do as well.</summary>
internal sealed class PeerTeachers(PeerContexts contexts, TimeProvider clock) : TeacherService.TeacherServiceBase, IDisposable
{
    private const int PageSize = 50;

    private static readonly Func<PeerContext, string, Found?> ById = EF.CompileQuery((PeerContext db, string id) =>
        db.Teachers.Where(t => t.TeacherId == id).Select(t => new Found(t.Key, t.Name, t.Revision, t.Body)).FirstOrDefault());

    private static readonly Func<PeerContext, string, long, int, IEnumerable<Found>> BySchool =
        EF.CompileQuery((PeerContext db, string school, long after, int limit) =>
            db.Schools.Where(s => s.SchoolCode == school && s.TeacherKey > after).OrderBy(s => s.TeacherKey).Take(limit)
                .Join(db.Teachers, s => s.TeacherKey, t => t.Key, (_, t) => new Found(t.Key, t.Name, t.Revision, t.Body)));

    private static readonly Func<PeerContext, string, string, string, long, int, IEnumerable<Found>> ByName =
        EF.CompileQuery((PeerContext db, string from, string until, string afterName, long after, int limit) =>
            db.Teachers.Where(t => t.Name.CompareTo(from) >= 0 && t.Name.CompareTo(until) < 0 && (t.Name != afterName || t.Key > after))
                .OrderBy(t => t.Name).ThenBy(t => t.Key).Take(limit).Select(t => new Found(t.Key, t.Name, t.Revision, t.Body)));

    private static readonly Func<PeerContext, string, string, string, long, int, IEnumerable<Found>> ByInitials =
        EF.CompileQuery((PeerContext db, string from, string until, string afterInitials, long after, int limit) =>
            db.Initials.Where(i => i.Initials.CompareTo(from) >= 0 && i.Initials.CompareTo(until) < 0
                    && (i.Initials != afterInitials || i.TeacherKey > after))
                .OrderBy(i => i.Initials).ThenBy(i => i.TeacherKey).Take(limit)
                .Join(db.Teachers, i => i.TeacherKey, t => t.Key, (i, t) => new Found(t.Key, i.Initials, t.Revision, t.Body)));

    private readonly SemaphoreSlim writing = new(1, 1);
    private long revision = -1;

    public override Task<GetTeacherResponse> GetTeacher(GetTeacherRequest request, ServerCallContext context)
    {
        using var lease = contexts.Rent();
        var db = lease.Context;
        var found = ById(db, request.TeacherId) ?? throw NotFound();
        return Task.FromResult(new GetTeacherResponse { Teacher = Message(found.Body, found.Revision) });
    }

    public override Task<ListTeachersResponse> ListTeachers(ListTeachersRequest request, ServerCallContext context)
    {
        using var lease = contexts.Rent();
        var db = lease.Context;
        var limit = (request.PageSize == 0 ? PageSize : Math.Min(request.PageSize, 500)) + 1;
        var after = PeerToken.Read(request.PageToken);
        var reply = new ListTeachersResponse();
        if (request.SchoolCode.Length > 0)
        {
            Fill(reply, [.. BySchool(db, request.SchoolCode, after.Key, limit)], limit, f => new PeerToken("", f.Key));
        }
        else if (request.NamePrefix.Length > 0)
        {
            var from = after.Text.Length > 0 ? after.Text : request.NamePrefix;
            List<Found> found = [.. ByName(db, from, Beyond(request.NamePrefix), after.Text, after.Key, limit)];
            Fill(reply, found, limit, f => new PeerToken(f.SortText, f.Key));
        }
        else
        {
            var from = after.Text.Length > 0 ? after.Text : request.Initials;
            List<Found> found = [.. ByInitials(db, from, Beyond(request.Initials), after.Text, after.Key, limit)];
            Fill(reply, found, limit, f => new PeerToken(f.SortText, f.Key));
        }
        return Task.FromResult(reply);
    }

    public override async Task<UpdateTeacherIdentityResponse> UpdateTeacherIdentity(UpdateTeacherIdentityRequest request, ServerCallContext context)
    {
        await writing.WaitAsync(context.CancellationToken);
        try
        {
            using var lease = contexts.Rent();
            var db = lease.Context;
            if (revision < 0)
            {
                revision = db.History.Max(h => (long?)h.Revision) ?? 0;
            }
            var row = db.Teachers.FirstOrDefault(t => t.TeacherId == request.TeacherId) ?? throw NotFound();
            if (request.Etag.Length > 0 && request.Etag != Etag(row.Revision))
            {
                throw new RpcException(new Status(StatusCode.Aborted, "ETAG_MISMATCH"));
            }
            var teacher = Teacher.Parser.ParseFrom(row.Body);
            foreach (var path in request.UpdateMask.Paths)
            {
                var field = Identity.Descriptor.FindFieldByName(path)
                    ?? throw new RpcException(new Status(StatusCode.InvalidArgument, "update_mask"));
                field.Accessor.SetValue(teacher.Identity, field.Accessor.GetValue(request.Identity));
            }
            row.Name = teacher.Identity.DisplayName;
            row.Body = teacher.ToByteArray();
            row.Revision = revision + 1;
            db.History.Add(new HistoryRow
            {
                Revision = row.Revision,
                TeacherKey = row.Key,
                Action = nameof(UpdateTeacherIdentity),
                Reason = request.Reason,
                RecordedUnixMillis = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Body = row.Body,
            });
            db.SaveChanges();
            revision = row.Revision;
            teacher.Etag = Etag(row.Revision);
            return new UpdateTeacherIdentityResponse { Teacher = teacher, ChangeToken = $"{row.Revision}" };
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private static void Fill(ListTeachersResponse reply, List<Found> found, int limit, Func<Found, PeerToken> token)
    {
        reply.Teachers.AddRange(found.Take(limit - 1).Select(f => Message(f.Body, f.Revision)));
        reply.NextPageToken = found.Count == limit ? token(found[limit - 2]).ToString() : "";
    }

    private static Teacher Message(byte[] body, long revision)
    {
        var teacher = Teacher.Parser.ParseFrom(body);
        teacher.Etag = Etag(revision);
        return teacher;
    }

    // UTF-8 order: nothing that begins with the prefix sorts behind this.
    private static string Beyond(string prefix) => prefix + "\U0010FFFF";

    private static string Etag(long revision) => $"\"{revision}\"";

    private static RpcException NotFound() => new(new Status(StatusCode.NotFound, "TEACHER_NOT_FOUND"));

    private sealed record Found(long Key, string SortText, long Revision, byte[] Body);
}
