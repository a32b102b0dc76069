using System.Buffers;
using System.Text;
using Faculty.Storage;
using Google.Protobuf;

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
            Write(bytes, TeacherTag, TeacherBytes.Masked(document));
        }
        if (nextPageToken.Length > 0)
        {
            Write(bytes, TokenTag, Encoding.ASCII.GetBytes(nextPageToken));
        }
        return [bytes.WrittenMemory];
    }

    private static void Write(ArrayBufferWriter<byte> bytes, byte tag, ReadOnlySpan<byte> content)
    {
        var head = bytes.GetSpan(6);
        head[0] = tag;
        var length = 1 + CodedOutputStream.ComputeLengthSize(content.Length);
        for (var (at, rest) = (1, (uint)content.Length); at < length; at++, rest >>= 7)
        {
            head[at] = (byte)(at + 1 < length ? rest | 0x80 : rest);
        }
        bytes.Advance(length);
        bytes.Write(content);
    }
}
