using System.Collections.Concurrent;
using System.Diagnostics;
using Faculty.Server.Tests.Quotas.Seats;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Faculty.Benchmarks.Races;

/// <summary>
/// One round: everybody asks at once, and whoever hears nothing asks again with the same request. Counted is what must not be, and recorded is
/// who was called and answered when.
/// </summary>
internal sealed class Race(RaceServer server)
{
    private const int MostSilences = 8;
    private readonly ConcurrentBag<double> winners = [], losers = [];
    private readonly List<(Contender Contender, IMessage Reply)> won = [];
    private readonly Dictionary<string, int> ways = new(StringComparer.Ordinal);
    private int overtaken, interrupted, failed;
    private Exception? failure;

    public int Rounds { get; private set; }

    /// <summary>More answers of "yours" than there were.</summary>
    public int Oversold { get; private set; }

    /// <summary>Rounds in which nobody had it.</summary>
    public int Nobody { get; private set; }

    /// <summary>Acknowledged and not there afterwards.</summary>
    public int Lost { get; private set; }

    /// <summary>Repeats that were answered otherwise than the first call.</summary>
    public int Unlike { get; private set; }

    /// <summary>Rounds after which the books did not say what was answered.</summary>
    public int Wrong { get; private set; }

    /// <summary>Rounds whose answers no order of the calls explains.</summary>
    public int Unexplained { get; private set; }

    /// <summary>Rounds with a second winner put in, which must have no explanation; and those that had one.</summary>
    public (int Tried, int Missed) Control { get; private set; }

    /// <summary>Winners whose first call a kill left unanswered: carried out before it, or when asked again.</summary>
    public int WonUnheard { get; private set; }

    /// <summary>Refused for another reason than that it came too late.</summary>
    public int Failed => failed;

    public Exception? Failure => failure;

    /// <summary>Calls told that others kept coming between, and asked again.</summary>
    public int Overtaken => overtaken;

    /// <summary>Calls the kill left without an answer.</summary>
    public int Interrupted => interrupted;

    public int Wins => won.Count;

    public IEnumerable<KeyValuePair<string, int>> Ways => ways;

    public IReadOnlyList<double> Winners => [.. winners.Order()];

    public IReadOnlyList<double> Losers => [.. losers.Order()];

    /// <summary>Runs a round; with <paramref name="killAfter"/> the server is killed so long after the callers were let go.</summary>
    public async Task RunAsync(IPrize prize, TimeSpan? killAfter)
    {
        var contenders = await prize.PutUpAsync();
        var asked = Task.WhenAll(contenders.Select(c => Task.Run(() => AskAsync(c, prize, timed: killAfter is null))));
        if (killAfter is { } after)
        {
            await Task.Delay(after);
            await server.KillAsync();
        }
        var answers = await asked;
        Rounds++;
        var winning = answers.Where(a => a.Reply is not null).ToList();
        Oversold += Math.Max(0, winning.Count - 1);
        Nobody += winning.Count == 0 ? 1 : 0;
        WonUnheard += winning.Count(a => a.Repeated);
        Wrong += await prize.TakenAsync() == 1 ? 0 : 1;
        Unexplained += Explained(answers) ? 0 : 1;
        Control = (Control.Tried + 1, Control.Missed + (Explained([.. answers, answers.First(a => a.Reply is null) with { Reply = winning.FirstOrDefault()?.Reply }]) ? 1 : 0));
        foreach (var winner in winning)
        {
            won.Add((winner.Contender, winner.Reply!));
            ways[winner.Contender.Name] = ways.GetValueOrDefault(winner.Contender.Name) + 1;
            Unlike += (await AskAsync(winner.Contender, prize, timed: false)).Reply is { } again && again.Equals(winner.Reply) ? 0 : 1;
        }
        if (answers.FirstOrDefault(a => a.Reply is null) is { } loser)
        {
            Unlike += (await AskAsync(loser.Contender, prize, timed: false)).Reply is null ? 0 : 1;
        }
    }

    /// <summary>What was acknowledged in the last so many rounds is there.</summary>
    public async Task RequireHeldAsync(int last)
    {
        foreach (var some in won.TakeLast(last).Chunk(64))
        {
            var held = await Task.WhenAll(some.Select(w => w.Contender.Held(w.Reply)));
            Lost += held.Count(h => !h);
        }
    }

    private async Task<Answer> AskAsync(Contender contender, IPrize prize, bool timed)
    {
        var called = Stopwatch.GetTimestamp();
        var silences = 0;
        while (true)
        {
            try
            {
                return Told(await contender.Ask());
            }
            catch (RpcException refused) when (refused.GetRpcStatus()?.GetDetail<ErrorInfo>() is { } why)
            {
                if (refused.StatusCode == StatusCode.Aborted)
                {
                    Interlocked.Increment(ref overtaken);
                    continue;
                }
                return why.Reason == prize.TooLate ? Told(null) : Fail(refused);
            }
            // Only a kill may leave a caller without an answer; some call into the one that is dying, and again.
            catch (RpcException) when (!timed && silences++ < MostSilences)
            {
                await Task.Delay(10);
                await server.BackAsync();
            }
            catch (RpcException silent)
            {
                return Fail(silent);
            }
        }

        Answer Fail(RpcException unexpected)
        {
            Interlocked.Increment(ref failed);
            failure ??= unexpected;
            return Told(null);
        }

        Answer Told(IMessage? reply)
        {
            var answered = Stopwatch.GetTimestamp();
            if (timed)
            {
                (reply is null ? losers : winners).Add(Stopwatch.GetElapsedTime(called, answered).TotalMilliseconds);
            }
            Interlocked.Add(ref interrupted, Math.Min(1, silences));
            return new(contender, called, answered, reply, silences > 0);
        }
    }

    // Nobody has it, then the winner; who is refused came after that.
    private static bool Explained(IReadOnlyList<Answer> answers) => Linearizability.Explains(
        false, answers.Select(a => new Operation<bool>(a.Called, a.Answered, taken => taken == (a.Reply is null) ? [true] : [])));

    private sealed record Answer(Contender Contender, long Called, long Answered, IMessage? Reply, bool Repeated);
}
