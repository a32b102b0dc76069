using CsCheck;
using Faculty.Domain.Organisations;
using Faculty.Server.Tests.Metrics;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using EngagementKind = Faculty.Domain.Teachers.EngagementKind;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using SeatReservation = Faculty.Domain.Quotas.Seats.SeatReservation;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Tests.Quotas;

/// <summary>What holds of every balance, whatever was recorded in whatever order.</summary>
public sealed class SeatLawTests
{
    private static readonly string[] Scopes = ["N", "C1", "C2", "S1", "S2", "S3", "S1-D1", "S1-D2"];

    [Fact]
    public async Task A_balance_is_the_count_of_the_documents_its_parts_sum_to_it_and_what_was_known_stays()
    {
        await Gen.Select(Staffed.Tree.Array[2], Change.Array[8, 16], Staffed.Day.Array[2]).SampleAsync(async (trees, changes, days) =>
        {
            await using var server = await TestServer.StartAsync();
            var facts = new Facts(trees[0]);
            var answers = new Dictionary<GetSeatsRequest, SeatFigure>();
            await server.PutAsync(trees[0].All);
            for (var i = 0; i < changes.Length; i++)
            {
                var revision = await changes[i](server, facts);
                if (i == changes.Length / 2)
                {
                    facts = facts with { Tree = trees[1] };
                    revision = await server.PutAsync(trees[1].All);
                }
                foreach (var (scope, day) in from s in Scopes from d in days select (s, d))
                {
                    var asked = new GetSeatsRequest { ScopeCode = scope, AsOf = Day(day.Year, day.Month, day.Day), By = SeatBreakdown.Category, KnownAt = new() { Revision = revision } };
                    var figure = (await server.Seats.GetSeatsAsync(new(asked) { KnownAt = null })).Figure;
                    Assert.Equal(facts.Count(scope, day), Plain(figure));
                    answers[asked] = figure;
                }
            }
            foreach (var (scope, day, by) in from s in Scopes from d in days from b in Enum.GetValues<SeatBreakdown>() select (s, d, b))
            {
                AssertAddsUp((await server.Seats.GetSeatsAsync(new() { ScopeCode = scope, AsOf = Day(day.Year, day.Month, day.Day), By = by })).Figure, by);
            }
            foreach (var (asked, before) in answers)
            {
                Assert.Equal(before, (await server.Seats.GetSeatsAsync(asked)).Figure);
            }
        }, iter: 8, threads: 1);
    }

    [Fact]
    public async Task Changes_between_two_days_are_the_difference_of_their_balances()
    {
        await Gen.Select(Staffed.Tree, Change.Array[8, 16], Staffed.Day, Staffed.Day).SampleAsync(async (tree, changes, one, other) =>
        {
            await using var server = await TestServer.StartAsync();
            var facts = new Facts(tree);
            await server.PutAsync(tree.All);
            foreach (var change in changes)
            {
                await change(server, facts);
            }
            var (first, last) = one < other ? (one, other) : (other, one);
            foreach (var scope in Scopes)
            {
                var listed = await server.Seats.ListSeatChangesAsync(new() { ScopeCode = scope, AfterDate = Day(first.Year, first.Month, first.Day), UntilDate = Day(last.Year, last.Month, last.Day), PageSize = 500 });
                var (before, after) = (facts.Count(scope, first), facts.Count(scope, last));
                Assert.Equal(after.Occupied - before.Occupied, listed.Changes.Where(c => c.Type != SeatChangeType.Authorised).Sum(c => c.SeatCount));
                if (scope is "N" or "S1" or "S2" or "S3")
                {
                    Assert.Equal(after.Authorised - before.Authorised, listed.Changes.Where(c => c.Type == SeatChangeType.Authorised).Sum(c => c.SeatCount));
                }
                var holders = await server.Seats.ListSeatsAsync(new() { ScopeCode = scope, AsOf = Day(last.Year, last.Month, last.Day), PageSize = 500 });
                Assert.Equal(after.Occupied, holders.Seats.Count);
                Assert.Equal(holders.Seats.Count, holders.Seats.Select(s => s.TeacherId).Distinct().Count());
            }
        }, iter: 15, threads: 1);
    }

    private static readonly Gen<Func<TestServer, Facts, Task<long>>> Change = Gen.OneOf(
        Gen.Select(Gen.Int[0, 4], Staffed.Teacher).Select<int, Teacher, Func<TestServer, Facts, Task<long>>>((slot, teacher) => (server, facts) => server.PutAsync(facts.Put(teacher with { TeacherId = $"T{slot}" }))),
        Staffed.Establishment.Select<Establishment, Func<TestServer, Facts, Task<long>>>(e => (server, facts) => server.PutAsync(facts.Establishments[e.OrganisationCode] = e)),
        Staffed.Line.Select<HiringLine, Func<TestServer, Facts, Task<long>>>(l => (server, facts) => server.PutAsync(facts.Lines[l.SchoolCode] = l)));

    private static Counted Plain(SeatFigure figure) => new(figure.Authorised, figure.Occupied, figure.Reserved, figure.OpenApproved, figure.Over);

    private static void AssertAddsUp(SeatFigure figure, SeatBreakdown by)
    {
        foreach (var shown in (SeatFigure[])[figure, .. figure.Parts, .. figure.Parts.SelectMany(p => p.Parts)])
        {
            Assert.Equal(shown.HasAuthorised, shown.HasVacant);
            Assert.True(!shown.HasAuthorised || shown.Authorised == shown.Occupied + shown.Reserved + shown.Vacant);
            Assert.True(!shown.HasAuthorised || shown.FreeToPlan == shown.Authorised - shown.Occupied - shown.OpenApproved);
            AssertSum(shown);
        }
        if (by != SeatBreakdown.Unspecified && figure.Parts.Count == 0)
        {
            // Departments have no authorised seats; they are left out when nothing is in them.
            Assert.True(figure.ScopeCode.Contains('-') || (figure.Occupied, figure.Reserved, figure.OpenApproved) == (0, 0, 0));
            Assert.True(by is SeatBreakdown.Department or SeatBreakdown.Child || figure.Authorised == 0);
        }
    }

    private static void AssertSum(SeatFigure whole)
    {
        if (whole.Parts.Count == 0)
        {
            return;
        }
        Assert.Equal((whole.Occupied, whole.Reserved, whole.OpenApproved), (whole.Parts.Sum(p => p.Occupied), whole.Parts.Sum(p => p.Reserved), whole.Parts.Sum(p => p.OpenApproved)));
        if (whole.Parts.All(p => p.HasAuthorised))
        {
            Assert.Equal((whole.Authorised, whole.Vacant, whole.Over), (whole.Parts.Sum(p => p.Authorised), whole.Parts.Sum(p => p.Vacant), whole.Parts.Sum(p => p.Over)));
        }
    }

    private sealed record Counted(int Authorised, int Occupied, int Reserved, int OpenApproved, int Over);

    /// <summary>The plain model: goes through all documents, and knows nothing of buckets that are kept or of the cube.</summary>
    private sealed record Facts(OrganisationTree Tree)
    {
        public Dictionary<string, Teacher> People { get; init; } = [];

        public Dictionary<string, Establishment> Establishments { get; init; } = [];

        public Dictionary<string, HiringLine> Lines { get; init; } = [];

        public Teacher Put(Teacher teacher) => People[teacher.TeacherId] = teacher;

        public Counted Count(string scope, DateOnly day)
        {
            var schools = Staffed.Schools.Where(s => Leads(s, scope, day)).ToList();
            if (scope.Contains('-'))
            {
                var school = scope[..2];
                var line = Lines.GetValueOrDefault(school) is { } l && l.DepartmentCode == scope ? l : null;
                return new(0, Heads(school, day).Count(h => h.Department == scope), line is null ? 0 : Kept(school, day).Count(k => k.LineCode == line.Code), Open(line, day), 0);
            }
            return schools.Select(s => School(s, day)).Aggregate(new Counted(0, 0, 0, 0, 0), (a, b) =>
                new(a.Authorised + b.Authorised, a.Occupied + b.Occupied, a.Reserved + b.Reserved, a.OpenApproved + b.OpenApproved, a.Over + b.Over));
        }

        private Counted School(string school, DateOnly day)
        {
            var authorised = new Dictionary<int, int>();
            foreach (var a in Establishments.GetValueOrDefault(school)?.Authorisations.OrderBy(a => a.StartDate).Where(a => a.StartDate <= day) ?? [])
            {
                authorised.Remove((int)a.Category);
                if (!(a.LastDate < day))
                {
                    authorised[(int)a.Category] = a.SeatCount;
                }
            }
            var (heads, kept, open) = (Heads(school, day), Kept(school, day), Lines.GetValueOrDefault(school));
            var over = 0;
            foreach (var bucket in authorised.Keys.Append(0).Distinct())
            {
                bool In(Domain.Teachers.PostCategory c) => bucket == 0 ? !authorised.ContainsKey((int)c) : (int)c == bucket;
                over += Math.Max(0, heads.Count(h => In(h.Category)) + kept.Count(k => In(k.Category)) - authorised.GetValueOrDefault(bucket));
            }
            return new(authorised.Values.Sum(), heads.Count, kept.Count, Open(open, day) + kept.Count(k => k.LineCode.Length == 0), over);
        }

        // A line that is over holds the seats that are kept for its candidates.
        private int Open(HiringLine? line, DateOnly day) => line is null ? 0 : Math.Max(line.OpenOn(day), Kept(line.SchoolCode, day).Count(k => k.LineCode == line.Code));

        private List<SeatReservation> Kept(string school, DateOnly day) =>
            [.. Establishments.GetValueOrDefault(school)?.Reservations.Where(r => r.StartDate <= day && day <= r.LastDate && !(r.CloseDate <= day)) ?? []];

        private List<(Domain.Teachers.PostCategory Category, string Department)> Heads(string school, DateOnly day) =>
        [
            .. from person in People.Values
               from engagement in person.Engagements
               where engagement.SchoolCode == school && engagement.Kind == EngagementKind.Established && engagement.StartDate <= day && !(engagement.LastDate < day)
               from post in person.Posts
               where post.EngagementId == engagement.EngagementId && post.StartDate <= day && !(post.LastDate < day)
               select (post.Category, post.DepartmentCode),
        ];

        private bool Leads(string school, string scope, DateOnly day)
        {
            for (var code = school; code is not null; code = Tree.Find(code)?.ParentOn(day))
            {
                if (code == scope)
                {
                    return true;
                }
            }
            return false;
        }
    }
}
