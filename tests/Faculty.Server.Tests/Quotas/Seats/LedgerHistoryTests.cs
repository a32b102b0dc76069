using Faculty.Server.Hosting;
using Faculty.Server.Metrics;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.Quotas.Ledgers;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>
/// Random histories of hires, leaves, transfers, back-dated corrections, cuts, freezes and kept seats through the calls, beside a count day by day
/// that knows nothing of steps: every answer is what the count says, and so is every balance.
/// </summary>
public sealed class LedgerHistoryTests
{
    private const int Before = 120;
    private const int Days = 900;
    private static readonly DateOnly Origin = new(2026, 1, 1);
    private static readonly DateOnly Today = new(2026, 6, 1);
    private static readonly PostCategory[] Buckets = [PostCategory.Unspecified, PostCategory.Practice];

    private readonly List<Person> people = [];
    private readonly List<(PostCategory Bucket, DateOnly From, int Seats)> authorised = [];
    private readonly List<(DateOnly First, DateOnly Last)> frozen = [];
    private readonly List<(string Id, PostCategory Category, DateOnly First, DateOnly Last)> kept = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_answer_and_every_balance_is_what_a_count_day_by_day_says(int seed)
    {
        var random = new Random(seed);
        await using var server = await TestServer.StartAsync(TestClock.At(2026, 6, 1));
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        await AuthoriseAsync(server, PostCategory.Unspecified, new(2010, 1, 1), random.Next(2, 6));
        await AuthoriseAsync(server, PostCategory.Practice, new(2010, 1, 1), random.Next(1, 3));
        var (granted, refused) = (0, 0);
        for (var step = 0; step < 70; step++)
        {
            var first = Origin.AddDays(random.Next(300));
            var last = random.Next(2) == 0 ? (DateOnly?)null : first.AddDays(random.Next(200));
            var category = random.Next(3) == 0 ? PostCategory.Practice : PostCategory.Specialty;
            var person = people.Count == 0 ? null : people[random.Next(people.Count)];
            var answer = random.Next(11) switch
            {
                0 or 1 or 2 => await HireAsync(server, $"王{step}", category, first, last),
                3 => await TransferAsync(server, $"李{step}", category, first),
                4 when person is not null && person.First < first && !(person.Last < first) => await LeaveAsync(server, person, first),
                5 or 6 when person is not null => await CorrectAsync(server, person, person.First.AddDays(random.Next(-60, 60)), person.Last),
                7 when person is not null => await CorrectAsync(server, person, person.First, last < person.First ? null : last),
                8 => await AuthoriseAsync(server, category == PostCategory.Practice ? category : PostCategory.Unspecified, first, random.Next(5)),
                9 => await FreezeAsync(server, first, first.AddDays(10)),
                10 when kept.Count > 0 && random.Next(3) == 0 => await ReleaseAsync(server, random.Next(kept.Count), first),
                _ => await KeepAsync(server, category, first, first.AddDays(random.Next(40))),
            };
            granted += answer == true ? 1 : 0;
            refused += answer == false ? 1 : 0;
        }
        Assert.True(granted > 5 && refused > 5, $"seed {seed}: {granted} granted, {refused} refused say little");
        await CompareAsync(server, seed);
        await server.RestartAsync();
        await CompareAsync(server, seed);
    }

    private async Task<bool?> HireAsync(TestServer server, string name, PostCategory category, DateOnly first, DateOnly? last)
    {
        var wanted = new Person(category, first, last);
        return await AskAsync([], [wanted], async () =>
        {
            var request = Hired(name);
            (request.Engagement.StartDate, request.Engagement.LastDate, request.Post.Category) = (first.ToWire(), last?.ToWire(), category);
            wanted.Teacher = (await server.Teachers.CreateTeacherAsync(request)).Teacher;
        });
    }

    private async Task<bool?> TransferAsync(TestServer server, string name, PostCategory category, DateOnly first)
    {
        var there = await server.HireAtAsync("JC", name);
        var wanted = new Person(category, first, null);
        return await AskAsync([], [wanted], async () =>
        {
            var post = Specialty();
            post.Category = category;
            wanted.Teacher = (await server.Teachers.TransferTeacherAsync(new() { TeacherId = there.TeacherId, Engagement = FullTime(first.ToWire()), Post = post })).Teacher;
        });
    }

    private async Task<bool?> LeaveAsync(TestServer server, Person person, DateOnly last)
    {
        // What has ended is corrected.
        if (person.Last < new DateOnly(2026, 6, 1) || !(person.Last is null || last < person.Last))
        {
            return null;
        }
        var leaving = person with { Last = last };
        Assert.True(await AskAsync([person], [leaving], async () => leaving.Teacher = (await server.Teachers.EndEngagementAsync(
            new() { TeacherId = person.Teacher.TeacherId, EngagementId = person.Engagement().EngagementId, LastDate = last.ToWire() })).Teacher));
        return null;
    }

    private Task<bool?> CorrectAsync(TestServer server, Person person, DateOnly first, DateOnly? last)
    {
        // A transfer follows the engagement before it; a person engaged twice is another test.
        if (person.Teacher.Engagements.Count > 1 || last < first || first < Origin.AddDays(-100))
        {
            return Task.FromResult<bool?>(null);
        }
        var next = person with { First = first, Last = last };
        return AskAsync([person], [next], async () => next.Teacher = (await server.Teachers.CorrectFactAsync(
            new() { TeacherId = person.Teacher.TeacherId, Engagement = new(person.Engagement()) { StartDate = first.ToWire(), LastDate = last?.ToWire() } })).Teacher);
    }

    private async Task<bool?> AuthoriseAsync(TestServer server, PostCategory bucket, DateOnly from, int seats)
    {
        if (!authorised.Any(a => a.Bucket == bucket && a.From == from))
        {
            await server.AuthoriseAsync(seats, category: bucket, from: from.ToWire());
            authorised.Add((bucket, from, seats));
        }
        return null;
    }

    private async Task<bool?> FreezeAsync(TestServer server, DateOnly first, DateOnly last)
    {
        if (!frozen.Any(f => f.First <= last && first <= f.Last))
        {
            await server.Establishments.FreezeSeatsAsync(new() { OrganisationCode = School, Freeze = new() { DocumentNumber = "1", StartDate = first.ToWire(), LastDate = last.ToWire() } });
            frozen.Add((first, last));
        }
        return null;
    }

    private async Task<bool?> KeepAsync(TestServer server, PostCategory category, DateOnly first, DateOnly last)
    {
        var id = "";
        var answer = await AskAsync([], [new(category, first, last)], async () =>
            id = (await server.Establishments.ReserveSeatAsync(Reserve(category: category, from: first.ToWire(), last: last.ToWire()))).ReservationId, isPerson: false);
        if (answer == true)
        {
            kept.Add((id, category, first, last));
        }
        return answer;
    }

    private async Task<bool?> ReleaseAsync(TestServer server, int index, DateOnly from)
    {
        var (id, category, first, last) = kept[index];
        await server.Establishments.ReleaseSeatAsync(new() { OrganisationCode = School, ReservationId = id, FromDate = from.ToWire() });
        kept.RemoveAt(index);
        if (from > first)
        {
            // It is held to the day before, under no name any more.
            over.Add((category, first, from.AddDays(-1) < last ? from.AddDays(-1) : last));
        }
        return null;
    }

    private readonly List<(PostCategory Category, DateOnly First, DateOnly Last)> over = [];

    /// <summary>Asks the server; the answer is the count's.</summary>
    private async Task<bool?> AskAsync(IReadOnlyList<Person> given, IReadOnlyList<Person> taken, Func<Task> call, bool isPerson = true)
    {
        var fits = Fits(given, taken);
        bool granted;
        try
        {
            await call();
            granted = true;
        }
        catch (RpcException refused)
        {
            Assert.Contains(refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason, (string[])["SEATS_EXHAUSTED", "SEATS_FROZEN"]);
            granted = false;
        }
        Assert.True(fits == granted, $"{string.Join(' ', taken)}: the count says {fits}, the server {granted}");
        if (granted && isPerson)
        {
            people.RemoveAll(given.Contains);
            people.AddRange(taken);
        }
        return granted;
    }

    private bool Fits(IReadOnlyList<Person> given, IReadOnlyList<Person> taken)
    {
        for (var day = Origin.AddDays(-Before); day < Origin.AddDays(Days); day = day.AddDays(1))
        {
            foreach (var bucket in Buckets)
            {
                var now = Heads(people, bucket, day) + Kept(bucket, day);
                var after = now - Heads(given, bucket, day) + Heads(taken, bucket, day);
                if (after > now && (after > Authorised(bucket, day) || (frozen.Any(f => f.First <= day && day <= f.Last) && (day == Today || taken.Any(t => t.First == day)))))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private async Task CompareAsync(TestServer server, int seed)
    {
        await server.Metrics.GetRatioAsync(new() { ScopeCode = School });
        var cube = server.Server.Services.GetRequiredService<RatioView>();
        var ledger = Wire.ToRecord(await server.LedgerAsync());
        for (var day = Origin.AddDays(-Before); day < Origin.AddDays(Days); day = day.AddDays(1))
        {
            var balances = ledger.BalanceOn(day, cube.Read(m => m.Cells(School).SeatsOn(day)), new int[7]);
            foreach (var bucket in Buckets)
            {
                var balance = balances.FirstOrDefault(b => (int)b.Category == (int)bucket);
                Assert.True(
                    (Authorised(bucket, day), Heads(people, bucket, day), Kept(bucket, day)) == (balance.Authorised, balance.Occupied, balance.Reserved),
                    $"seed {seed}: {bucket} on {day:O} is {balance}, not {Heads(people, bucket, day)} of {Authorised(bucket, day)} with {Kept(bucket, day)} kept");
                Assert.Equal(balance.Authorised, balance.Occupied + balance.Reserved + balance.Vacant);
            }
        }
    }

    private static PostCategory BucketOf(PostCategory category) => category == PostCategory.Practice ? category : PostCategory.Unspecified;

    private static int Heads(IEnumerable<Person> those, PostCategory bucket, DateOnly day) => those.Count(p => BucketOf(p.Category) == bucket && p.First <= day && !(p.Last < day));

    private int Kept(PostCategory bucket, DateOnly day) => kept.Select(k => (k.Category, k.First, k.Last)).Concat(over).Count(k => BucketOf(k.Category) == bucket && k.First <= day && day <= k.Last);

    private int Authorised(PostCategory bucket, DateOnly day) => authorised.Where(a => a.Bucket == bucket && a.From <= day).OrderBy(a => a.From).LastOrDefault().Seats;

    private sealed record Person(PostCategory Category, DateOnly First, DateOnly? Last)
    {
        public Teacher Teacher { get; set; } = new();

        public Engagement Engagement() => Teacher.Engagements[^1];
    }
}
