using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Journal;

/// <summary>
/// Changes in wire form, made once for all who see the same of them: as field 1 of a reply, as the replies of WatchChanges and StreamChanges
/// both have them. The token of a change is its reader's own; it is the last field of the change, and all tokens have one size, so that
/// everything between the tokens is shared.
/// </summary>
internal sealed class EncodedChanges
{
    private const byte ChangesTag = (WatchChangesResponse.ChangesFieldNumber << 3) | 2;
    private const byte PositionTag = (WatchChangesResponse.ChangeTokenFieldNumber << 3) | 2;
    private const byte TokenTag = (Change.ChangeTokenFieldNumber << 3) | 2;
    private const int MostHead = 6;
    private static readonly int TokenField = 2 + CallerTokens.ChangeSize;
    private static readonly byte[] Position = [PositionTag, (byte)CallerTokens.ChangeSize];

    private readonly ReadOnlyMemory<byte>[] parts;
    private readonly long[] revisions;

    /// <param name="changes">Without tokens.</param>
    public EncodedChanges(IReadOnlyList<Change> changes)
    {
        var bytes = new byte[changes.Sum(c => c.CalculateSize() + MostHead + TokenField)];
        parts = new ReadOnlyMemory<byte>[changes.Count];
        revisions = [.. changes.Select(c => c.Revision)];
        var at = 0;
        for (var i = 0; i < changes.Count; i++)
        {
            var (from, size) = (at, changes[i].CalculateSize());
            bytes[at++] = ChangesTag;
            at += WireFields.WriteLength(bytes.AsSpan(at), size + TokenField);
            changes[i].WriteTo(bytes.AsSpan(at, size));
            at += size;
            bytes[at++] = TokenTag;
            bytes[at++] = (byte)CallerTokens.ChangeSize;
            parts[i] = bytes.AsMemory(from, at - from);
        }
    }

    public bool IsEmpty => parts.Length == 0;

    /// <summary>The changes with a principal's tokens, and after them the position behind the last one when it is asked for.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> For(string principalId, CallerTokens tokens, bool position)
    {
        var pieces = new ReadOnlyMemory<byte>[(2 * parts.Length) + (position ? 2 : 0)];
        var own = new byte[parts.Length * CallerTokens.ChangeSize];
        for (var i = 0; i < parts.Length; i++)
        {
            var token = own.AsMemory(i * CallerTokens.ChangeSize, CallerTokens.ChangeSize);
            tokens.WriteChange(principalId, revisions[i], token.Span);
            (pieces[2 * i], pieces[(2 * i) + 1]) = (parts[i], token);
        }
        if (position)
        {
            (pieces[^2], pieces[^1]) = (Position, pieces[(2 * parts.Length) - 1]);
        }
        return pieces;
    }
}
