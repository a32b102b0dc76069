using System.CommandLine;
using Faculty.Benchmarks.Floor;
using Faculty.Benchmarks.Peer;

namespace Faculty.Benchmarks;

internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Faculty's figures, each beside its floor or peer.");
        root.Add(Child("serve-echo", "The floor, started by the other commands.", _ => EchoServer.RunAsync()));
        root.Add(Child("serve-peer", "The peer, started by the other commands.", PeerServer.RunAsync));
        return root.Parse(args).InvokeAsync();
    }

    private static Command Child(string name, string description, Func<string, Task> run)
    {
        var database = new Argument<string>("database") { Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var command = new Command(name, description) { database };
        command.Hidden = true;
        command.SetAction((result, _) => run(result.GetValue(database)!));
        return command;
    }
}
