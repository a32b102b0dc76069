using System.CommandLine;
using Faculty.Cli.Running;
using Grpc.Core;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty logout` (退出): ends the session at the server and forgets it here.</summary>
internal static class LogoutCommand
{
    public static Command Create(Words words) => new Command("logout", words["end the session", "退出登录"]).Does(words, async (run, ct) =>
    {
        try
        {
            await run.Connection.Sessions.SignOutAsync(new(), cancellationToken: ct);
        }
        catch (RpcException over) when (over.StatusCode == StatusCode.Unauthenticated)
        {
            // The session is over already.
        }
        var there = run.Connection.Forget();
        run.Report(
            there ? words["Signed out.", "已退出登录。"] : words["Nobody was signed in here.", "本机没有登录。"], ("signedOut", there));
        return ExitCode.Done;
    });
}
