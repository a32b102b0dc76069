using System.Diagnostics;
using Faculty.Benchmarks.Races;
using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>
/// The last seat of a school and the last money of a year under many hands, round after round, while the server is killed between rounds and in
/// the midst of them. Beside it in the same run, as many plain writes and as many echoes at once.
/// </summary>
internal static class SeatRaces
{
    private const int MoneyEvery = 5;
    private const int FloorEvery = 10;
    private const int MostDelay = 80;
    private const double Goal = 50;

    public static async Task RunAsync(RaceOptions options, Workspace workspace, Report report)
    {
        using var scratch = workspace.Scratch(original: null);
        var random = new Random(options.Seed);
        await using var server = await RaceServer.StartAsync(scratch.Path);
        await using var echo = await Programs.EchoAsync();
        await Places.CreateAsync(server.Clerk, LastSeat.County, OrganisationKind.County, parent: null);
        var floor = new Floor.EchoService.EchoServiceClient(echo.Channel());
        var seats = (Prize: (IPrize)new LastSeat(server, options.Callers, random), Race: new Race(server));
        var money = (Prize: (IPrize)new LastMoney(server, options.Callers, random), Race: new Race(server));
        List<double> writes = [], echoes = [];
        var watch = Stopwatch.StartNew();
        for (var round = 1; round <= options.Rounds && watch.Elapsed < options.Longest; round++)
        {
            var kills = options.KillEvery > 0 && round % options.KillEvery < 2 && round >= options.KillEvery;
            // Of the kills in the midst of a round the first and every other are of payments.
            var paying = kills && round % options.KillEvery == 1 ? round / options.KillEvery % 2 == 1 : round % MoneyEvery == 0;
            var (prize, race) = paying ? money : seats;
            // A kill between two rounds, then one in the midst of the next.
            if (kills && round % options.KillEvery == 0)
            {
                await server.KillAsync();
            }
            await race.RunAsync(prize, kills && round % options.KillEvery == 1 ? TimeSpan.FromMilliseconds(random.Next(MostDelay)) : null);
            if (kills)
            {
                await seats.Race.RequireHeldAsync(options.KillEvery);
                await money.Race.RequireHeldAsync(options.KillEvery / MoneyEvery);
            }
            if (round % FloorEvery == 0)
            {
                await TimeAsync(writes, options.Callers, async () => await new TeacherService.TeacherServiceClient(server.Clerk).CreateTeacherAsync(new() { Identity = Places.Somebody(), RequestId = $"{Guid.NewGuid()}" }));
                await TimeAsync(echoes, options.Callers, async () => await floor.EchoAsync(new Floor.EchoRequest { ReplyBytes = 600 }));
            }
            if (round % 100 == 0 || round is 1 or 10)
            {
                Console.Error.WriteLine($"{round} rounds in {watch.Elapsed.TotalSeconds:0} s, {server.Kills} kills, {seats.Race.Oversold + money.Race.Oversold} oversold, {seats.Race.Failed + money.Race.Failed} failed {seats.Race.Failure?.Message ?? money.Race.Failure?.Message}");
            }
        }
        await server.KillAsync();
        await seats.Race.RequireHeldAsync(options.Rounds);
        await money.Race.RequireHeldAsync(options.Rounds);
        var elapsed = watch.Elapsed;

        Tell("the last seat", seats.Race, report);
        Tell("the last money", money.Race, report);
        writes.Sort();
        echoes.Sort();
        report.Note($"{options.Callers} plain writes at once, p99", At(writes, 0.99), "ms", $"persons without an engagement, in the same run; p50 {At(writes, 0.5):0.0} ms, {writes.Count:N0} calls");
        report.Note($"{options.Callers} echoes at once, p99", At(echoes, 0.99), "ms", $"in the same run; p50 {At(echoes, 0.5):0.0} ms, {echoes.Count:N0} calls");
        report.Note("the campaign", elapsed.TotalMinutes, "min", $"{seats.Race.Rounds + money.Race.Rounds:N0} rounds of {options.Rounds:N0} wanted, {options.Callers} callers, seed {options.Seed}, {server.Kills} kills, start after one {At([.. server.StartSeconds.Order()], 0.5):0.0} s in the median");
        if (Faults(seats.Race) + Faults(money.Race) > 0)
        {
            throw new InvalidOperationException($"{Faults(seats.Race) + Faults(money.Race)} answers or books are wrong; seed {options.Seed}", seats.Race.Failure ?? money.Race.Failure);
        }
    }

    private static void Tell(string what, Race race, Report report)
    {
        var (winners, losers) = (race.Winners, race.Losers);
        if (race.Rounds == 0)
        {
            return;
        }
        report.AtMost(
            $"{what}: rounds oversold, lost or unlike what was answered", Faults(race), "", 0,
            $"{race.Rounds:N0} rounds, {race.Wins:N0} winners ({string.Join(", ", race.Ways.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Value:N0} {w.Key}"))}); {race.Oversold} oversold, {race.Nobody} without a winner, {race.Lost} lost, "
            + $"{race.Unlike} repeats answered otherwise, {race.Failed} other refusals, {race.Wrong} times books that do not add up, {race.Unexplained} histories without an order; "
            + $"of {race.Control.Tried:N0} with a second winner put in {race.Control.Missed} explained; {race.Interrupted:N0} calls left unanswered by a kill, {race.WonUnheard} of them won; {race.Overtaken:N0} overtaken 32 times and asked again");
        report.AtMost($"{what}: the winner's answer, p99", At(winners, 0.99), "ms", Goal, $"p50 {At(winners, 0.5):0.0} ms, worst {winners[^1]:0.0} ms");
        report.AtMost($"{what}: the others' answers, p99", At(losers, 0.99), "ms", Goal, $"p50 {At(losers, 0.5):0.0} ms, worst {losers[^1]:0.0} ms");
    }

    private static int Faults(Race race) => race.Oversold + race.Nobody + race.Lost + race.Unlike + race.Failed + race.Wrong + race.Unexplained + race.Control.Missed;

    private static double At(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)((sorted.Count - 1) * share)];

    private static async Task TimeAsync(List<double> millis, int callers, Func<Task> call)
    {
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var started = Stopwatch.GetTimestamp();
            await call();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        })));
        millis.AddRange(times);
    }
}

/// <summary>A campaign of races.</summary>
/// <param name="Rounds">How many.</param>
/// <param name="Callers">Who ask at once.</param>
/// <param name="KillEvery">Rounds between kills; 0 = none but the last.</param>
/// <param name="Seed">Of everything drawn.</param>
/// <param name="Longest">Ends it before its last round, with what was counted.</param>
internal sealed record RaceOptions(int Rounds, int Callers, int KillEvery, int Seed, TimeSpan Longest);
