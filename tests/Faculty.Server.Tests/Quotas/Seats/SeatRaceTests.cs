using System.Collections.Concurrent;
using System.Diagnostics;
using Faculty.Storage;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;
using Xunit.Abstractions;
using static Faculty.Server.Tests.Quotas.Ledgers;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>The last seat under many hands. The long form is the command `seats` of Faculty.Benchmarks.</summary>
public sealed class SeatRaceTests(ITestOutputHelper output)
{
    private const int Callers = 64;

    [Fact]
    public async Task Of_64_callers_exactly_one_has_the_last_seat_and_is_told_so_again()
    {
        await using var server = await TestServer.StartAsync();
        var race = new SeatRace(server.Channel);
        for (var round = 0; round < 12; round++)
        {
            await race.RunAsync(Callers);
        }
        output.WriteLine($"{race.Rounds} rounds of {Callers} callers, p99 {race.Milliseconds[(int)(race.Milliseconds.Count * 0.99)]:N0} ms");
        Assert.Equal((12, 0, 0, 0, 0), (race.Rounds, race.Oversold, race.Lost, race.Unlike, race.Failed));
    }

    [Fact]
    public async Task A_store_that_lets_two_decide_on_one_version_oversells_and_is_found_out()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { StoreBetween = store => new StoreBetween(store, new Careless(store, together: 2).Commit) });
        await server.AddTreeAsync();
        await server.AuthoriseAsync(1);
        var history = new SeatHistory(server, seats: 1);
        await Task.WhenAll(history.HireAsync(), history.HireAsync());
        Assert.Equal(2, history.Granted);
        Assert.False(history.IsLinearizable());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_callers_were_answered_is_one_order_of_what_they_asked(int seed)
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AuthoriseAsync(2);
        var history = new SeatHistory(server, seats: 2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var random = new Random((seed * 100) + caller);
            for (var i = 0; i < 15; i++)
            {
                await (random.Next(5) switch
                {
                    0 => history.CountAsync(),
                    1 or 2 => history.ReleaseAsync(),
                    _ => history.ReserveAsync(),
                });
            }
        })));
        Assert.True(history.IsLinearizable(), $"seed {seed}");
        output.WriteLine($"{history.Count} calls, {history.Granted} seats granted");
        // One more count, after all, that differs from the one before it is no order of anything.
        await history.CountAsync();
        Assert.True(history.IsLinearizable(), $"seed {seed}");
        Assert.False(history.IsLinearizable(miscounted: true), $"seed {seed}");
    }

    [Fact]
    public void The_check_knows_a_register_that_was_read_too_early()
    {
        Operation<int>[] good = [Set(0, 10, 1), Read(5, 15, 0), Read(6, 20, 1), Read(21, 22, 1)];
        Assert.True(Linearizability.Explains(0, good));
        Assert.False(Linearizability.Explains(0, [.. good, Read(23, 24, 0)]));
        // A write that was never answered may have happened at any time since, or not at all.
        var unknown = Set(25, long.MaxValue, 7);
        var maybe = unknown with { Next = state => unknown.Next(state).Append(state) };
        Assert.True(Linearizability.Explains(0, [.. good, maybe, Read(26, 27, 1), Read(30, 31, 7)]));
        Assert.False(Linearizability.Explains(0, [.. good, maybe, Read(26, 27, 7), Read(30, 31, 1)]));

        static Operation<int> Set(long called, long answered, int value) => new(called, answered, _ => [value]);
        static Operation<int> Read(long called, long answered, int value) => new(called, answered, state => state == value ? [state] : []);
    }

    /// <summary>A store that looks at no version of a ledger, and lets the first so many decide before any is written.</summary>
    private sealed class Careless(IRegistryStore store, int together) : IDisposable
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim one = new(1, 1);
        private int arrived;

        public void Dispose() => one.Dispose();

        public Task<Commit>? Commit(WriteBatch batch) => batch.Action.EndsWith("/CreateTeacher", StringComparison.Ordinal) ? WriteAsync(batch) : null;

        private async Task<Commit> WriteAsync(WriteBatch batch)
        {
            if (Interlocked.Increment(ref arrived) == together)
            {
                all.SetResult();
            }
            await all.Task;
            await one.WaitAsync();
            using var turn = new Turn(one);
            var newest = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var change in batch.Changes.Where(c => c.Type == Documents.Establishments.Name))
            {
                newest[change.Id] = (await store.FindAsync(change.Type, change.Id, CancellationToken.None))!.Revision;
            }
            batch.Rewrite(c => newest.TryGetValue(c.Id, out var revision) ? c with { Expected = revision } : c, key => key);
            return await store.CommitAsync(batch);
        }

        private sealed class Turn(SemaphoreSlim one) : IDisposable
        {
            public void Dispose() => one.Release();
        }
    }

    /// <summary>Calls about one ledger as they were made and answered, and what a ledger may answer.</summary>
    private sealed class SeatHistory(TestServer server, int seats)
    {
        private readonly ConcurrentQueue<Call> calls = [];
        private readonly ConcurrentQueue<string> held = [];

        private enum Kind
        {
            Take,
            Release,
            Count,
        }

        public int Count => calls.Count;

        public int Granted => calls.Count(c => c is { Kind: Kind.Take, Granted: true });

        public Task ReserveAsync() => RecordAsync(Kind.Take, "", async () =>
        {
            var id = (await server.Establishments.ReserveSeatAsync(Reserve(from: Day(2026, 1, 1), last: Day(2026, 1, 1)))).ReservationId;
            held.Enqueue(id);
            return id;
        });

        public Task HireAsync() => RecordAsync(Kind.Take, "", async () => (await server.Teachers.CreateTeacherAsync(Hired())).Teacher.TeacherId);

        // Two callers may give the same seat back: the later one is told that it is over.
        public Task ReleaseAsync() => !held.TryPeek(out var id) ? CountAsync() : RecordAsync(Kind.Release, id, async () =>
        {
            await server.Establishments.ReleaseSeatAsync(new() { OrganisationCode = School, ReservationId = id, FromDate = Day(2026, 1, 1) });
            held.TryDequeue(out _);
            return id;
        });

        public Task CountAsync() => RecordAsync(Kind.Count, "", async () => $"{(await server.LedgerAsync()).Reservations.Count(r => r.State == ReservationState.Kept)}");

        public bool IsLinearizable(bool miscounted = false)
        {
            var found = calls.ToList();
            if (miscounted)
            {
                var now = Stopwatch.GetTimestamp();
                found.Add(new(now, now + 1, Kind.Count, $"{(int.Parse(found[^1].Answer) + 1) % (seats + 1)}", Granted: true));
            }
            return Linearizability.Explains("", found.Select(c => new Operation<string>(c.Called, c.Answered, state => Next(state, c))));
        }

        private async Task RecordAsync(Kind kind, string id, Func<Task<string>> call)
        {
            var called = Stopwatch.GetTimestamp();
            try
            {
                var answer = await call();
                calls.Enqueue(new(called, Stopwatch.GetTimestamp(), kind, answer, Granted: true));
            }
            catch (RpcException refused) when (refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason is "SEATS_EXHAUSTED" or "RESERVATION_OVER")
            {
                calls.Enqueue(new(called, Stopwatch.GetTimestamp(), kind, id, Granted: false));
            }
        }

        // A state is the ids that hold a seat.
        private IEnumerable<string> Next(string state, Call call)
        {
            var ids = state.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return (call.Kind, call.Granted) switch
            {
                (Kind.Take, true) when ids.Length < seats => [string.Join(' ', ids.Append(call.Answer).Order(StringComparer.Ordinal))],
                (Kind.Take, false) when ids.Length >= seats => [state],
                (Kind.Release, true) when ids.Contains(call.Answer, StringComparer.Ordinal) => [string.Join(' ', ids.Where(i => i != call.Answer))],
                (Kind.Release, false) when !ids.Contains(call.Answer, StringComparer.Ordinal) => [state],
                (Kind.Count, true) when $"{ids.Length}" == call.Answer => [state],
                _ => [],
            };
        }

        private sealed record Call(long Called, long Answered, Kind Kind, string Answer, bool Granted);
    }
}
