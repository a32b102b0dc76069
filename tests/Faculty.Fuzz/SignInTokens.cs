using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Faculty.Server.Accounts;
using Faculty.Server.Accounts.Outside;
using Faculty.Server.Hosting;
using Faculty.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace Faculty.Fuzz;

/// <summary>What callers show to say who they are: only what was given out is taken.</summary>
internal static class SignInTokens
{
    private const string Session = "0123456789abcdef0123456789abcdef";
    private static readonly TimeProvider Clock = new StoppedClock();
    private static readonly AccessTokens Tokens = new(Clock);
    private static readonly Authentication Authentication = new(new(Clock, new()), Tokens, new(new(), new(new(), Clock, NullLogger<IssuerKeys>.Instance), Clock), new(new(), Clock));
    private static readonly string Given = Tokens.Issue("clerk", Session);
    private static readonly string[] Parts = Given.Split('.');

    public static readonly IReadOnlyList<byte[]> AccessSeeds =
    [
        Bytes($"Bearer {Given}"), Bytes($"{Text(Parts[0])}\n{Text(Parts[1])}"), Bytes("Bearer fk_abcdefgh_" + new string('A', 43)), Bytes("Basic YTpi"), Bytes("Bearer a.b.c.d.e"), [],
    ];

    public static readonly IReadOnlyList<byte[]> RefreshSeeds = [Bytes(RefreshToken.New().Text), Bytes("fr_" + new string('-', 64)), []];

    /// <summary>An authorization header. Where it begins with a brace: a token's header and payload, a line each, signed as ours are.</summary>
    public static void ReadAccess(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var isSigned = text.StartsWith('{');
        var header = isSigned ? $"Bearer {Signed(text.Split('\n', 2))}" : text;
        try
        {
            var session = Authentication.PrincipalOfAsync(header).AsTask().GetAwaiter().GetResult().SessionId;
            // The signature is not compared: the same bytes are written in several ways, and for each there is a second that is as good.
            if (string.IsNullOrEmpty(session) || (!isSigned && (session != Session || header[..header.LastIndexOf('.')] is var said && !said.EndsWith(Given[..Given.LastIndexOf('.')], StringComparison.Ordinal))))
            {
                throw new BrokenPromiseException($"a token that was never given out is taken: {session}");
            }
        }
        catch (Refusal refusal) when (refusal.Reason is ErrorReason.NotSignedIn or ErrorReason.TokenInvalid or ErrorReason.TokenExpired)
        {
            // Meant for it.
        }
    }

    /// <summary>A refresh token: what is taken for one names a session and has a next.</summary>
    public static void ReadRefresh(byte[] bytes)
    {
        if (RefreshToken.Read(Encoding.UTF8.GetString(bytes)) is not { } token)
        {
            return;
        }
        if (token.Hash.Length != SHA256.HashSizeInBytes || token.Next().SessionId != token.SessionId)
        {
            throw new BrokenPromiseException("the next token is of the same session");
        }
    }

    private static string Signed(string[] headerAndPayload)
    {
        var said = string.Join('.', headerAndPayload.Select(part => Base64Url.EncodeToString(Bytes(part))));
        return $"{said}.{Base64Url.EncodeToString(KeyOf(Tokens).ECDsa.SignData(Bytes(said), HashAlgorithmName.SHA256))}";
    }

    // Handed out to nobody.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "key")]
    private static extern ref ECDsaSecurityKey KeyOf(AccessTokens tokens);

    private static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Else what was given out would end during a long run.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset begun = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => begun;
    }
}