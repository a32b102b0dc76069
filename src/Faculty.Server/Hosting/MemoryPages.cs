using Faculty.Server.Access;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Hosting;

/// <summary>Pages of lists that are in memory.</summary>
internal static class MemoryPages
{
    /// <summary>The page that a request asks for, and the token of the next.</summary>
    /// <param name="tokens">The tokens of callers.</param>
    /// <param name="context">The call.</param>
    /// <param name="request">The request, with what it says of the page.</param>
    /// <param name="page">Size and token of the page.</param>
    /// <param name="all">All that is asked for, in the ordinal order of its keys.</param>
    /// <param name="key">The key of one.</param>
    public static (IReadOnlyList<T> Page, string Next) PageOf<T>(
        this CallerTokens tokens, ServerCallContext context, IMessage request, (int Size, string Token) page, IEnumerable<T> all, Func<T, string> key)
    {
        new RequestCheck().PageSize(page.Size).Done();
        var (size, after) = (PageSize.Of(page.Size), tokens.After(context, request, page.Token));
        var found = all.SkipWhile(x => after is not null && string.CompareOrdinal(key(x), after) <= 0).Take(size + 1).ToList();
        return ([.. found.Take(size)], tokens.Page(context, request, found.Count > size ? key(found[size - 1]) : null));
    }
}
