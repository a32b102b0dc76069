using Faculty.V1;
using Google.Protobuf;
using Google.Type;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Pinyin = Faculty.Domain.Codes.Pinyin;

namespace Faculty.Benchmarks.Peer;

/// <summary>Fills the peer's database from a running server, so that both hold the same teachers under the same ids.</summary>
internal static class PeerLoad
{
    private const int Block = 500;
    private static readonly int Forever = DateOnly.MaxValue.DayNumber;

    public static async Task RunAsync(CallInvoker server, string database)
    {
        using var organisations = new OrganisationService.OrganisationServiceClient(server).StreamOrganisations(new StreamOrganisationsRequest());
        using var teachers = new TeacherService.TeacherServiceClient(server).StreamTeachers(new StreamTeachersRequest());
        await FillAsync(
            database,
            organisations.ResponseStream.ReadAllAsync().SelectMany(message => message.Organisations),
            teachers.ResponseStream.ReadAllAsync().SelectMany(message => message.Teachers));
    }

    private static async Task FillAsync(string database, IAsyncEnumerable<Organisation> organisations, IAsyncEnumerable<Teacher> teachers)
    {
        await using var db = new PeerContext(PeerContext.On(database));
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        await db.Database.EnsureCreatedAsync();
        // A load that breaks is thrown away, so only the finished file has to be durable.
        await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=OFF");
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var organisation in organisations)
        {
            parents[organisation.Code] = organisation.Parents.LastOrDefault()?.ParentCode ?? "";
        }
        db.Ancestors.AddRange(parents.Keys.SelectMany(code =>
            Upwards(code, parents).Select(ancestor => new AncestorRow { AncestorCode = ancestor, Code = code })));
        var key = 0L;
        await foreach (var teacher in teachers)
        {
            Add(db, ++key, teacher);
            if (key % Block == 0)
            {
                await SaveAsync(db);
            }
        }
        await SaveAsync(db);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static async Task SaveAsync(PeerContext db)
    {
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static IEnumerable<string> Upwards(string code, Dictionary<string, string> parents)
    {
        for (; code.Length > 0; code = parents.GetValueOrDefault(code, ""))
        {
            yield return code;
        }
    }

    private static void Add(PeerContext db, long key, Teacher teacher)
    {
        var name = teacher.Identity.DisplayName;
        teacher.Etag = "";
        db.Teachers.Add(new TeacherRow { Key = key, TeacherId = teacher.TeacherId, Name = name, Body = teacher.ToByteArray() });
        db.Schools.AddRange(teacher.Engagements.Select(e => e.SchoolCode).Distinct().Select(code => new SchoolRow { SchoolCode = code, TeacherKey = key }));
        var initials = Pinyin.Spellings(name).Where(s => s.Count > 0).Select(s => string.Concat(s.Select(syllable => syllable[0])));
        db.Initials.AddRange(initials.Distinct().Select(letters => new InitialsRow { Initials = letters, TeacherKey = key }));
        foreach (var post in teacher.Posts.Where(p => p.Primary))
        {
            db.Placements.Add(new PlacementRow
            {
                TeacherKey = key,
                DepartmentCode = post.DepartmentCode,
                Category = (int)post.Category,
                Kind = (int)(teacher.Engagements.FirstOrDefault(e => e.EngagementId == post.EngagementId)?.Kind ?? EngagementKind.Unspecified),
                Start = Day(post.StartDate),
                Last = Last(post.LastDate),
            });
        }
        db.Spells.AddRange(teacher.Spells.Select(s => new SpellRow { TeacherKey = key, Start = Day(s.StartDate), Last = Last(s.LastDate) }));
        foreach (var recognition in teacher.Recognitions.Where(r => r.Trust != RecognitionTrust.Unverified))
        {
            db.Recognitions.AddRange(InForce(recognition).Select(period =>
                new RecognitionRow { TeacherKey = key, Level = (int)recognition.Level, Start = period.Start, Last = period.Last }));
        }
    }

    // Revoked and superseded for good, suspended until reinstated; the day an event takes effect already belongs to the new state.
    private static IEnumerable<(int Start, int Last)> InForce(Recognition recognition)
    {
        var (start, last) = (Day(recognition.StartDate), Last(recognition.LastDate));
        var inForce = true;
        foreach (var happened in recognition.Events.OrderBy(e => Day(e.EffectiveDate)))
        {
            var day = Day(happened.EffectiveDate);
            var ends = happened.Type is RecognitionEventType.Revoke or RecognitionEventType.Supersede or RecognitionEventType.Suspend;
            if (inForce && ends)
            {
                if (Math.Min(day - 1, last) >= start)
                {
                    yield return (start, Math.Min(day - 1, last));
                }
                inForce = false;
            }
            else if (!inForce && happened.Type == RecognitionEventType.Reinstate)
            {
                (start, inForce) = (Math.Max(start, day), true);
            }
            if (happened.Type is RecognitionEventType.Revoke or RecognitionEventType.Supersede)
            {
                yield break;
            }
        }
        if (inForce && last >= start)
        {
            yield return (start, last);
        }
    }

    private static int Day(Date date) => new DateOnly(date.Year, date.Month, Math.Max(date.Day, 1)).DayNumber;

    private static int Last(Date? date) => date is null ? Forever : Day(date);
}
