using System.Diagnostics;

namespace Faculty.Fuzz;

/// <summary>Runs a target in this process on its seeds, changed at random: not as clever as AFL, and it needs nothing.</summary>
internal static class Soak
{
    private static readonly byte[][] Words =
    [
        [0], [0xff], [0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0xff, 0xff, 0xff, 0xff, 0x0f], "<"u8.ToArray(), "&#0;"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(),
        "\r\n"u8.ToArray(), "-1"u8.ToArray(), "99999999999"u8.ToArray(), "1e308"u8.ToArray(), "XFE1"u8.ToArray(), "\u202e"u8.ToArray(), "<!DOCTYPE x>"u8.ToArray(), "=="u8.ToArray(),
    ];

    /// <summary>How often it ran, and the first input that was a finding with what it did.</summary>
    public static (long Execs, byte[]? Input, Exception? Finding) Run(Target target, TimeSpan length, int seed, long most = long.MaxValue)
    {
        var random = new Random(seed);
        var (begun, execs) = (Stopwatch.GetTimestamp(), 0L);
        for (; execs < most && (execs % 64 != 0 || Stopwatch.GetElapsedTime(begun) < length); execs++)
        {
            var input = execs < target.Seeds.Count ? target.Seeds[(int)execs] : Changed(target.Seeds[random.Next(target.Seeds.Count)], target, random);
            try
            {
                target.Run(input);
            }
            catch (Exception finding)
            {
                return (execs + 1, input, finding);
            }
        }
        return (execs, null, null);
    }

    private static byte[] Changed(byte[] seed, Target target, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var changes = 1 << random.Next(5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.InsertRange(at, Words[random.Next(Words.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(16), bytes.Count - at));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(32), bytes.Count - at)));
                    break;
                case 5:
                    var other = target.Seeds[random.Next(target.Seeds.Count)];
                    var from = random.Next(other.Length + 1);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(32), other.Length - from)).ToArray());
                    break;
            }
        }
        return [.. bytes];
    }
}
