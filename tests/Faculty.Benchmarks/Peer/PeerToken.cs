using System.Globalization;
using System.Text;

namespace Faculty.Benchmarks.Peer;

/// <summary>Where a page ended: the sort text, when there is one, and the key.</summary>
internal sealed record PeerToken(string Text, long Key)
{
    public static PeerToken Read(string token)
    {
        if (token.Length == 0)
        {
            return new PeerToken("", 0);
        }
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(token));
        var split = text.LastIndexOf('|');
        return new PeerToken(text[..split], long.Parse(text[(split + 1)..], CultureInfo.InvariantCulture));
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Text}|{Key}"));
}
