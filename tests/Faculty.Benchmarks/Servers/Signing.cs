using Faculty.Server;
using Faculty.Server.Tests;
using Faculty.V1;

namespace Faculty.Benchmarks.Servers;

/// <summary>Keys for a store, each made once and kept beside it.</summary>
internal static class Signing
{
    /// <summary>A key with every role.</summary>
    public static Task<string> KeyAsync(string folder) =>
        KeyAsync(folder, "benchmark.key", Enum.GetValues<Role>().Where(r => r != Role.Unspecified).Select(r => new Grant { Role = r }));

    /// <summary>A key of a clerk of a place.</summary>
    public static Task<string> KeyAsync(string folder, string place) =>
        KeyAsync(folder, $"benchmark-{place}.key", [new() { Role = Role.HrClerk, OrganisationCode = place }]);

    private static async Task<string> KeyAsync(string folder, string name, IEnumerable<Grant> grants)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            var options = new ServerOptions { DataDirectory = Programs.DataOf(folder), KeysDirectory = Programs.KeysOf(folder), GrpcPort = 0, WebPort = 0 };
            await using var server = await FacultyServer.StartAsync(options, TimeProvider.System);
            var key = await OwnKeys.MakeAsync(server.Services, $"benchmark-{Guid.NewGuid():n}"[..32], grants);
            await File.WriteAllTextAsync(file, key);
        }
        return await File.ReadAllTextAsync(file);
    }
}
