using System.Text.Json;

namespace Faculty.Client;

/// <summary>What a sign-in left: who, and the tokens of the session.</summary>
/// <param name="AccountName">Name of the account.</param>
/// <param name="AccessToken">Shown with each call.</param>
/// <param name="Expires">When the access token ends, by this machine's clock.</param>
/// <param name="RefreshToken">Good once, for the next tokens.</param>
public sealed record SavedLogin(string AccountName, string AccessToken, DateTimeOffset Expires, string RefreshToken);

/// <summary>The sign-ins of a user, one a server, in files that nobody else may read.</summary>
/// <param name="folder">Such as ~/.config/faculty/logins; made when the first is saved.</param>
public sealed class SavedLogins(string folder)
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The user's own folder for settings.</summary>
    public static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "faculty", "logins");

    public SavedLogin? Find(Uri server)
    {
        try
        {
            return JsonSerializer.Deserialize<SavedLogin>(File.ReadAllText(PathOf(server)));
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Save(Uri server, SavedLogin login)
    {
        Make();
        var path = PathOf(server);
        // Whoever reads meanwhile reads the old one or the new one.
        using (var file = Open(path + ".new", FileMode.Create, FileShare.None))
        {
            JsonSerializer.Serialize(file, login);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Forgets a sign-in; false when there was none.</summary>
    public bool Remove(Uri server)
    {
        var there = Find(server) is not null;
        File.Delete(PathOf(server));
        return there;
    }

    /// <summary>
    /// Holds a server's sign-in until it is disposed: of several programs that find the access token ended, one refreshes and the others take
    /// what it got, because a refresh token that several use ends the session.
    /// </summary>
    public async Task<IDisposable> HoldAsync(Uri server, CancellationToken ct)
    {
        Make();
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(PathOf(server) + ".lock", FileMode.OpenOrCreate, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(BetweenTries, ct);
            }
        }
    }

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }
        return new(path, options);
    }

    private void Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerFile | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(Uri server) => Path.Combine(folder, $"{server.Scheme}_{server.Host.Replace(':', '_')}_{server.Port}.json");
}
