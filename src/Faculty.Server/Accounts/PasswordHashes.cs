using System.Security.Cryptography;
using System.Text;
using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Accounts;

/// <summary>
/// PBKDF2-HMAC-SHA-256, slow on purpose. Two at once and sixteen waiting, so that whoever tries passwords cannot take the processors from the rest.
/// </summary>
internal sealed class PasswordHashes(ServerOptions options) : IDisposable
{
    private const int AtOnce = 2;
    private const int Waiting = 16;
    private const int Bytes = 32;
    private static readonly AccountSecrets Nobody = new() { PasswordSalt = ByteString.CopyFrom(new byte[16]), PasswordHash = ByteString.CopyFrom(new byte[Bytes]) };
    private readonly SemaphoreSlim running = new(AtOnce);
    private int inside;

    /// <summary>The secrets with a new password and without a sign-in code.</summary>
    public async Task<AccountSecrets> SetAsync(AccountSecrets secrets, string password, CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = await RunAsync(() => Hash(password, salt, options.PasswordIterations), ct);
        return secrets.With(s =>
        {
            (s.PasswordHash, s.PasswordSalt, s.PasswordIterations) = (ByteString.CopyFrom(hash), ByteString.CopyFrom(salt), options.PasswordIterations);
            (s.CodeHash, s.CodeExpireTime) = (ByteString.Empty, null);
        });
    }

    /// <summary>The password is right; takes as long when there is no such account or no password.</summary>
    public async Task<bool> IsRightAsync(AccountSecrets? secrets, string password, CancellationToken ct)
    {
        var real = secrets is { PasswordHash.Length: > 0 };
        var against = real ? secrets! : Nobody;
        var iterations = real ? against.PasswordIterations : options.PasswordIterations;
        var hash = await RunAsync(() => Hash(password, against.PasswordSalt.Span, iterations), ct);
        return CryptographicOperations.FixedTimeEquals(hash, against.PasswordHash.Span) && real;
    }

    public void Dispose() => running.Dispose();

    private static byte[] Hash(string password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, Bytes);

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref inside) > AtOnce + Waiting)
            {
                throw new Refusal(ErrorReason.SignInBusy, "Too many passwords are being checked.") { RetryAfter = TimeSpan.FromSeconds(2) };
            }
            await running.WaitAsync(ct);
            try
            {
                return await Task.Run(work, CancellationToken.None);
            }
            finally
            {
                running.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }
}
