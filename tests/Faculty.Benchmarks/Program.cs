using System.CommandLine;
using Faculty.Benchmarks.Figures;
using Faculty.Benchmarks.Floor;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Peer;
using Faculty.Benchmarks.Servers;

namespace Faculty.Benchmarks;

internal static class Program
{
    private delegate Task Group(BenchmarkOptions options, Workspace workspace, Report report);

    private static readonly (string Name, string Description, Group Run)[] Groups =
    [
        ("reads", "Get by id and pages of 50, beside echo and peer.", Reads.RunAsync),
        ("scopes", "The same reads as callers with other rows.", Scopes.RunAsync),
        ("writes", "Durable updates by 64 callers, beside the peer.", Writes.RunAsync),
        ("ratio", "Ratios of any scope, day and definition.", Ratios.RunAsync),
        ("trend", "Ten-year trends.", Trends.RunAsync),
        ("seats", "Balances of seats, and a payroll; with --race the last seat under many hands.", Figures.Seats.RunAsync),
        ("precheck", "What a teacher and a school lack for a level.", Prechecks.RunAsync),
        ("lookahead", "What ends and what is to be rechecked, counted and listed.", LookAheads.RunAsync),
        ("import", "A workbook and a CSV folder into an empty registry.", Imports.RunAsync),
        ("export", "The whole registry as CSV.", Exports.RunAsync),
        ("start", "Time to the first answer.", Starts.RunAsync),
        ("memory", "Resident memory.", Memory.RunAsync),
        ("privacy", "Sealing and opening identities.", Figures.Privacy.RunAsync),
        ("certificates", "Certificates printed, made as badges, checked.", Figures.Certificates.RunAsync),
        ("groups", "The composition of 10,000 groups on a date.", Compositions.RunAsync),
        ("plan", "Plans of quarters beside what none can be better than.", Plans.RunAsync),
        ("access", "Tokens checked, reads with and without the guard, 10,000 idle streams.", Access.RunAsync),
        ("watch", "One change to 1,000 watchers.", Watches.RunAsync),
    ];

    private static readonly Option<int> Teachers = new("--teachers") { Description = "Size of the store.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Small = new("--small")
    {
        Description = "Size of the store that growth is compared with.",
        DefaultValueFactory = _ => 14_000,
    };

    private static readonly Option<string> Work = new("--work")
    {
        Description = "Folder for rosters and stores; kept.",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "faculty-benchmarks"),
    };

    private static readonly Option<int> Turns = new("--rounds") { Description = "Turns of each contestant.", DefaultValueFactory = _ => 5 };
    private static readonly Option<double> Seconds = new("--seconds") { Description = "Length of a turn.", DefaultValueFactory = _ => 3 };

    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Faculty's figures, each beside its floor or peer in the same run.")
        {
            Measure("all", "Every group, one after the other.", Groups.Select(g => g.Run)),
            Child("serve-echo", "The floor; the other commands start it.", _ => EchoServer.RunAsync()),
            Child("serve-bare", "The server's read without what surrounds it; the other commands start it.", BareServer.RunAsync),
            Child("serve-peer", "The peer; the other commands start it.", PeerServer.RunAsync),
        };
        foreach (var (name, description, run) in Groups)
        {
            root.Add(name == "seats" ? Race(Measure(name, description, [run])) : Measure(name, description, [run]));
        }
        return root.Parse(args).InvokeAsync();
    }

    private static Command Measure(string name, string description, IEnumerable<Group> groups)
    {
        var command = new Command(name, description) { Teachers, Small, Work, Turns, Seconds };
        command.SetAction((result, _) => ReportAsync(result, async (options, workspace, report) =>
        {
            foreach (var group in groups)
            {
                await group(options, workspace, report);
            }
        }));
        return command;
    }

    private static async Task<int> ReportAsync(ParseResult result, Group run)
    {
        var rounds = new RoundOptions(result.GetValue(Turns), result.GetValue(Seconds));
        var options = new BenchmarkOptions(result.GetValue(Teachers), result.GetValue(Small), result.GetValue(Work)!, rounds);
        var report = new Report();
        try
        {
            await run(options, new Workspace(options.Work), report);
        }
        finally
        {
            // What was measured before something broke is worth reading too.
            Console.WriteLine(report.Table(options, TimeProvider.System));
        }
        return 0;
    }

    private static Command Race(Command command)
    {
        var race = new Option<bool>("--race") { Description = "Rounds of many callers for the last seat or the last money instead; as many as --rounds." };
        var callers = new Option<int>("--callers") { Description = "Callers of a race.", DefaultValueFactory = _ => 64 };
        var kill = new Option<int>("--kill-every") { Description = "Rounds after which the server is killed, between two and in the midst of the next; 0 = at the end alone.", DefaultValueFactory = _ => 500 };
        var seed = new Option<int>("--seed") { Description = "Seed of the race.", DefaultValueFactory = _ => 1 };
        var minutes = new Option<double>("--minutes") { Description = "Ends a race that takes longer, with what was counted.", DefaultValueFactory = _ => 60 };
        var figures = command.Action!;
        foreach (var option in (Option[])[race, callers, kill, seed, minutes])
        {
            command.Add(option);
        }
        command.SetAction(async (result, ct) => result.GetValue(race)
            ? await ReportAsync(result, (_, workspace, report) => SeatRaces.RunAsync(new(result.GetValue(Turns), result.GetValue(callers), result.GetValue(kill), result.GetValue(seed), TimeSpan.FromMinutes(result.GetValue(minutes))), workspace, report))
            : await ((System.CommandLine.Invocation.AsynchronousCommandLineAction)figures).InvokeAsync(result, ct));
        return command;
    }

    private static Command Child(string name, string description, Func<string, Task> run)
    {
        var path = new Argument<string>("path") { Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var command = new Command(name, description) { path };
        command.Hidden = true;
        command.SetAction((result, _) => run(result.GetValue(path)!));
        return command;
    }
}
