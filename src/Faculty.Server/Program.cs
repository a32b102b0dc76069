using System.Runtime.InteropServices;
using Faculty.Server;
using Faculty.Server.Access;

if (args is ["--help" or "-h" or "-?"])
{
    Console.WriteLine(ServerOptions.Usage);
    Console.WriteLine($"or: {LostKeyCommand.Usage}");
    return 0;
}
if (args is ["permissions"])
{
    Console.Write(PermissionPage.Markdown(FacultyServer.Protos));
    return 0;
}
try
{
    if (args is [LostKeyCommand.Name, .. var rest])
    {
        Console.WriteLine(await LostKeyCommand.RunAsync(rest, TimeProvider.System));
        return 0;
    }
    var server = await FacultyServer.StartAsync(ServerOptions.Parse(args), TimeProvider.System);
    Console.WriteLine(server.Greeting);
    Console.WriteLine(server.ReadyLine);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    await server.WaitForStopAsync();
    await server.DisposeAsync();
    return 0;

    void Stop(PosixSignalContext signal)
    {
        // The process ends by itself when everything has been closed.
        signal.Cancel = true;
        server.BeginStop();
    }
}
catch (UsageException usage)
{
    Console.Error.WriteLine($"faculty-server: {usage.Message}");
    Console.Error.WriteLine(ServerOptions.Usage);
    return 2;
}
catch (StartException problem)
{
    Console.Error.WriteLine($"faculty-server: {problem.Message}");
    return 1;
}
