namespace Faculty.Server.Tests.Accounts.Outside;

/// <summary>What the tests of an issuer's tokens stand on: a clock, a folder for files, and servers that take the tokens of an issuer.</summary>
internal sealed class IssuerSetup : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faculty-test-");

    public TestClock Clock { get; } = TestClock.At(2025, 11, 25);

    public string Folder => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A server with lines of a file of roles; on the tree of the tests when they name places.</summary>
    public Task<TestServer> StartAsync(TestIssuer issuer, params string[] roles) => StartAsync(issuer, o => o, roles);

    public async Task<TestServer> StartAsync(TestIssuer issuer, Func<ServerOptions, ServerOptions> with, params string[] roles)
    {
        var file = Path.Combine(Folder, "roles");
        await File.WriteAllLinesAsync(file, roles);
        var data = roles.Any(r => r.Contains('@')) ? await TestServer.PrepareTreeAsync(Clock) : "";
        return await TestServer.StartAsync(Clock, o => with(o with { DataDirectory = data, PasswordIterations = 1000, OidcIssuer = issuer.Address, OidcAudience = TestIssuer.Audience, OidcRoles = file }));
    }
}
