using System.Runtime.CompilerServices;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Client;

/// <summary>Follows a watch over broken connections and restarts of the server, without losing or repeating a change.</summary>
public static class Watch
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Messages of a watch. When it breaks it is opened again after the last token seen, with growing delays; when that position is no
    /// longer kept, from the current state. A watch that never opened fails at once. <paramref name="open"/> opens it after a token
    /// (empty = from now); <paramref name="tokenOf"/> says where a message stands; <paramref name="broken"/> is told before each wait.
    /// </summary>
    public static async IAsyncEnumerable<TMessage> FollowAsync<TMessage>(
        Func<string, CancellationToken, AsyncServerStreamingCall<TMessage>> open,
        Func<TMessage, string> tokenOf,
        string after,
        Action<ServerRefusal, TimeSpan> broken,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var (failures, opened) = (0, false);
        while (true)
        {
            ServerRefusal refusal;
            using (var call = open(after, ct))
            {
                while (true)
                {
                    bool more;
                    try
                    {
                        more = await call.ResponseStream.MoveNext(ct);
                    }
                    catch (RpcException lost) when (opened && !ct.IsCancellationRequested && Passing(refusal = ServerRefusal.Of(lost)))
                    {
                        break;
                    }
                    if (!more)
                    {
                        yield break;
                    }
                    (failures, opened) = (0, true);
                    after = tokenOf(call.ResponseStream.Current) is { Length: > 0 } token ? token : after;
                    yield return call.ResponseStream.Current;
                }
            }
            if (refusal.Reason == ErrorReason.ChangeTokenTooOld)
            {
                after = "";
            }
            var delay = BackOff.Delay(++failures, FirstDelay, LongestDelay);
            delay = refusal.RetryAfter > delay ? refusal.RetryAfter.Value : delay;
            broken(refusal, delay);
            await Task.Delay(delay, ct);
        }
    }

    // INTERNAL and CANCELLED not asked for are how a connection torn in the middle of a message shows.
    private static bool Passing(ServerRefusal refusal) =>
        refusal.Code is StatusCode.Unavailable or StatusCode.ResourceExhausted
        || (refusal.ReasonName.Length == 0 && refusal.Code is StatusCode.Internal or StatusCode.Cancelled)
        || refusal.Reason is ErrorReason.ChangeTokenTooOld or ErrorReason.ChangeTokenTooNew;
}
