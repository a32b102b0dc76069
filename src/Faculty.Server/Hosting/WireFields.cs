namespace Faculty.Server.Hosting;

/// <summary>Fields of an encoded message, found by their lengths without parsing what is in them.</summary>
internal static class WireFields
{
    /// <summary>Moves past a field; answers its tag and where its content starts. Throws <see cref="InvalidDataException"/> when it does not end.</summary>
    public static (uint Tag, int Start) Skip(ReadOnlySpan<byte> body, ref int at)
    {
        var tag = ReadVarint(body, ref at);
        uint length = (tag & 7) switch
        {
            0 => 0,
            1 => 8,
            2 => ReadVarint(body, ref at),
            5 => 4,
            _ => throw Damaged("has a field of an unknown wire type"),
        };
        var start = at;
        if ((tag & 7) == 0)
        {
            ReadVarint(body, ref at);
        }
        else if (length > body.Length - at)
        {
            throw Damaged("ends within a field");
        }
        at += (int)length;
        return (tag, start);
    }

    public static uint ReadVarint(ReadOnlySpan<byte> body, ref int at)
    {
        uint value = 0;
        for (var shift = 0; at < body.Length; shift += 7)
        {
            var b = body[at++];
            value |= (uint)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
        throw Damaged("ends within a number");
    }

    /// <summary>Writes a length as a varint; answers how many bytes it took.</summary>
    public static int WriteLength(Span<byte> target, int length)
    {
        var at = 0;
        for (var rest = (uint)length; ; rest >>= 7)
        {
            target[at++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80)
            {
                return at;
            }
        }
    }

    private static InvalidDataException Damaged(string problem) => new($"A stored message {problem}.");
}
