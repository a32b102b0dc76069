using System.Text;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Teachers;

/// <summary>
/// Replies made of stored teachers, in wire form: teachers as field 1, the next page's token as field 2. The pieces are the stored bytes
/// themselves and, out of one small buffer, what stands between them.
/// </summary>
internal static class EncodedTeachers
{
    private const byte TeacherTag = (1 << 3) | 2;
    private const byte TokenTag = (2 << 3) | 2;
    private const int MostHead = 6;

    public static IReadOnlyList<ReadOnlyMemory<byte>> Reply(StoredDocument document) => Reply([document], "");

    public static IReadOnlyList<ReadOnlyMemory<byte>> Reply(IReadOnlyList<StoredDocument> documents, string nextPageToken)
    {
        var pieces = new ReadOnlyMemory<byte>[(2 * documents.Count) + 1];
        var between = new byte[(documents.Count * (MostHead + TeacherBytes.MostEtag)) + MostHead + nextPageToken.Length];
        Span<byte> etag = stackalloc byte[TeacherBytes.MostEtag];
        var (from, at) = (0, 0);
        for (var i = 0; i < documents.Count; i++)
        {
            var teacher = TeacherBytes.Masked(documents[i]);
            var etagSize = TeacherBytes.WriteEtag(etag, documents[i].Revision);
            between[at++] = TeacherTag;
            at += WireFields.WriteLength(between.AsSpan(at), teacher.Length + etagSize);
            pieces[2 * i] = between.AsMemory(from, at - from);
            pieces[(2 * i) + 1] = teacher;
            from = at;
            etag[..etagSize].CopyTo(between.AsSpan(at));
            at += etagSize;
        }
        if (nextPageToken.Length > 0)
        {
            between[at++] = TokenTag;
            at += WireFields.WriteLength(between.AsSpan(at), nextPageToken.Length);
            at += Encoding.ASCII.GetBytes(nextPageToken, between.AsSpan(at));
        }
        pieces[^1] = between.AsMemory(from, at - from);
        return pieces;
    }
}
