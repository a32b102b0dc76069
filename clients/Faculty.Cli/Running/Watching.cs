using Faculty.Client;
using Grpc.Core;

namespace Faculty.Cli.Running;

/// <summary>What watches have in common for the person before them.</summary>
internal static class Watching
{
    public static void SayBroken(this Run run, ServerRefusal refusal, TimeSpan delay) => run.Say(run.Words[
        $"Connection lost ({refusal.Code}); again in {delay.TotalSeconds:0.0} s.", $"连接中断（{refusal.Code}），{delay.TotalSeconds:0.0} 秒后重连。"]);

    /// <summary>Ctrl-C is how a watch is meant to end.</summary>
    public static bool Interrupted(this Run _, Exception stopped, CancellationToken ct) =>
        ct.IsCancellationRequested && stopped is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };
}
