using System.CommandLine;
using System.Security.Authentication;
using Faculty.Client;
using Grpc.Core;

namespace Faculty.Cli.Running;

/// <summary>Runs a command's body and turns its failures into words and an exit code.</summary>
internal static class CommandRunning
{
    public static Command Does(this Command command, Words words, Func<Run, CancellationToken, Task<int>> body) =>
        command.Does(words, (refusal, run) => RefusalText.Write(refusal, [], run), body);

    public static Command Does(
        this Command command, Words words, Action<ServerRefusal, Run> refused, Func<Run, CancellationToken, Task<int>> body)
    {
        command.SetAction(async (parse, ct) =>
        {
            using var run = new Run(parse, words);
            try
            {
                return await body(run, ct);
            }
            catch (Exception stopped) when (run.Interrupted(stopped, ct))
            {
                run.Say(words["Stopped.", "已停止。"]);
                return ExitCode.Interrupted;
            }
            catch (RpcException failure) when (failure.Status.DebugException?.GetBaseException() is AuthenticationException)
            {
                run.Say(words[$"The certificate of {run.Connection.Address} is not to be trusted.", $"不能信任 {run.Connection.Address} 的证书。"]);
                run.Say(words["Name its authority by --ca FILE or FACULTY_CA, and the server as its certificate does.", "请用 --ca FILE 或 FACULTY_CA 指定其颁发者，并使用证书中的主机名。"]);
                return ExitCode.Unreachable;
            }
            catch (RpcException failure) when (run.Connection.Address.Scheme == Uri.UriSchemeHttp && SpeaksOtherwise(failure.Status.DebugException))
            {
                var address = run.Connection.Address.Authority;
                run.Say(words[$"{address} does not speak in the open: a server with a certificate speaks TLS.", $"{address} 不接受明文连接：有证书的服务器只使用 TLS。"]);
                run.Say(words[$"Call it by --server https://{address}.", $"请改用 --server https://{address}。"]);
                return ExitCode.Unreachable;
            }
            catch (RpcException failure) when (ServerRefusal.Of(failure) is { Unreachable: true })
            {
                run.Say(words[$"Nobody answers at {run.Connection.Address}.", $"无法连接 {run.Connection.Address}。"]);
                run.Say(words["Start the server, or name it by --server or FACULTY_SERVER.", "请启动服务器，或用 --server 或 FACULTY_SERVER 指定地址。"]);
                return ExitCode.Unreachable;
            }
            catch (RpcException failure)
            {
                refused(ServerRefusal.Of(failure), run);
                return ExitCode.Refused;
            }
            catch (ArgumentException open) when (open.ParamName == "token")
            {
                run.Say(words["Tokens and passwords are sent over https:// or to this machine only.", "令牌和密码只通过 https:// 或向本机发送。"]);
                return ExitCode.Usage;
            }
            catch (Exception local) when (local is IOException or UnauthorizedAccessException or UsageException)
            {
                run.Say(local switch
                {
                    FileNotFoundException { FileName: { } name } => words[$"There is no file {name}.", $"没有文件 {name}。"],
                    UsageException => local.Message,
                    _ => words[local.Message, $"文件无法读写：{local.Message}"],
                });
                return ExitCode.Usage;
            }
        });
        return command;
    }

    // Somebody answered, and it was no HTTP/2: what TLS says to it is taken for one error or another. That of a broken handshake has no kind of its own.
    private static bool SpeaksOtherwise(Exception? failure) => failure is
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError }
        || failure is HttpRequestException && failure.Message.StartsWith("An HTTP/2 connection could not be established", StringComparison.Ordinal);
}

/// <summary>What was typed cannot be done; found only when the command ran.</summary>
internal sealed class UsageException(string problem) : Exception(problem);
