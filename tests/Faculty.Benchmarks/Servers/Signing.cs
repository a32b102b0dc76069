using Faculty.Server;
using Faculty.Server.Tests;
using Faculty.V1;

namespace Faculty.Benchmarks.Servers;

/// <summary>Keys for a store, each made once and kept beside it.</summary>
internal static class Signing
{
    /// <summary>A key with every role.</summary>
    public static async Task<string> KeyAsync(string folder) => (await KeysAsync(folder))[0];

    /// <summary>The same, and others of somebody else with every role, for what two must have seen.</summary>
    public static Task<string[]> KeysAsync(string folder, params IEnumerable<string> others) =>
        KeysAsync(folder, ["benchmark.key", .. others.Select(o => $"benchmark-as-{o}.key")], Enum.GetValues<Role>().Where(r => r != Role.Unspecified).Select(r => new Grant { Role = r }));

    /// <summary>A key of a clerk of a place.</summary>
    public static async Task<string> KeyAsync(string folder, string place) =>
        (await KeysAsync(folder, [$"benchmark-{place}.key"], [new() { Role = Role.HrClerk, OrganisationCode = place }]))[0];

    private static async Task<string[]> KeysAsync(string folder, IReadOnlyList<string> names, IEnumerable<Grant> grants)
    {
        var files = names.Select(n => Path.Combine(folder, n)).ToList();
        if (files.Any(f => !File.Exists(f)))
        {
            var options = new ServerOptions { DataDirectory = Programs.DataOf(folder), KeysDirectory = Programs.KeysOf(folder), GrpcPort = 0, WebPort = 0 };
            await using var server = await FacultyServer.StartAsync(options, TimeProvider.System);
            foreach (var file in files.Where(f => !File.Exists(f)))
            {
                var key = await OwnKeys.MakeAsync(server.Services, $"benchmark-{Guid.NewGuid():n}"[..32], grants);
                await File.WriteAllTextAsync(file, key);
            }
        }
        return await Task.WhenAll(files.Select(f => File.ReadAllTextAsync(f)));
    }
}
