using Faculty.Server;
using Faculty.Server.Accounts;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Benchmarks.Servers;

/// <summary>A key with every role for a store, made once and kept beside it.</summary>
internal static class Signing
{
    public static async Task<string> KeyAsync(string folder)
    {
        var file = Path.Combine(folder, "benchmark.key");
        if (!File.Exists(file))
        {
            var options = new ServerOptions { DataDirectory = Programs.DataOf(folder), KeysDirectory = Programs.KeysOf(folder), GrpcPort = 0, WebPort = 0 };
            await using var server = await FacultyServer.StartAsync(options, TimeProvider.System);
            var roles = Enum.GetValues<Role>().Where(r => r != Role.Unspecified).Select(r => new Grant { Role = r });
            var key = await server.Services.GetRequiredService<OwnKeys>().MakeAsync($"benchmark-{Guid.NewGuid():n}"[..32], roles);
            await File.WriteAllTextAsync(file, key);
        }
        return await File.ReadAllTextAsync(file);
    }
}
