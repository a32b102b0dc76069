using System.Buffers;
using System.Text;
using Faculty.Storage;

namespace Faculty.Server.Teachers;

/// <summary>Replies made of stored teachers, in wire form: teachers as field 1, the next page's token as field 2.</summary>
internal static class EncodedTeachers
{
    private const byte TeacherTag = (1 << 3) | 2;
    private const byte TokenTag = (2 << 3) | 2;

    public static IReadOnlyList<ReadOnlyMemory<byte>> Reply(StoredDocument document) => Reply([document], "");

    public static IReadOnlyList<ReadOnlyMemory<byte>> Reply(IReadOnlyCollection<StoredDocument> documents, string nextPageToken)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(256, documents.Sum(d => d.Body.Length + 64) + nextPageToken.Length));
        foreach (var document in documents)
        {
            TeacherBytes.WriteMasked(bytes, TeacherTag, document);
        }
        if (nextPageToken.Length > 0)
        {
            var span = bytes.GetSpan(6 + nextPageToken.Length);
            span[0] = TokenTag;
            var head = 1 + TeacherBytes.WriteLength(span[1..], nextPageToken.Length);
            bytes.Advance(head + Encoding.ASCII.GetBytes(nextPageToken, span[head..]));
        }
        return [bytes.WrittenMemory];
    }
}
