using System.Globalization;
using Faculty.Benchmarks.Peer;
using Faculty.Benchmarks.Planning;
using Faculty.V1;

namespace Faculty.Benchmarks.Servers;

/// <summary>Rosters and stores of any size in the work folder, made once; and scratch copies for what changes them.</summary>
internal sealed class Workspace(string folder)
{
    /// <summary>Folder of CSV files for so many teachers.</summary>
    public Task<string> RosterAsync(int teachers) => OnceAsync($"roster-{teachers}", path => Programs.GenerateAsync(path, teachers));

    /// <summary>The same as a workbook.</summary>
    public async Task<string> WorkbookAsync(int teachers) =>
        Path.Combine(await OnceAsync($"workbook-{teachers}", path => Programs.GenerateAsync(path, teachers, "--xlsx")), "roster.xlsx");

    /// <summary>Folder of a server that has imported the roster: its data and its keys.</summary>
    public async Task<string> StoreAsync(int teachers)
    {
        var roster = await RosterAsync(teachers);
        return await OnceAsync($"store-{teachers}", async path =>
        {
            await using var server = await Programs.OursAsync(path);
            await Import.RunAsync(server.Channel(), Directory.GetFiles(roster, "*.csv"), ImportMode.Blocks);
        });
    }

    /// <summary>Folder of a server whose registry was put straight into its store.</summary>
    public Task<string> RegistryAsync(int teachers) => OnceAsync($"registry-{teachers}", path => Registry.FillAsync(path, teachers));

    /// <summary>Folder with the peer's database, filled from that store.</summary>
    public async Task<string> PeerAsync(int teachers)
    {
        var store = await StoreAsync(teachers);
        return await OnceAsync($"peer-{teachers}", async path =>
        {
            Directory.CreateDirectory(path);
            await using var server = await Programs.OursAsync(store);
            await PeerLoad.RunAsync(server.Channel(), Database(path));
        });
    }

    public static string Database(string peerFolder) => Path.Combine(peerFolder, "registry.db");

    /// <summary>A folder that is deleted when the scratch is disposed; a copy of <paramref name="original"/> when one is given.</summary>
    public Scratch Scratch(string? original)
    {
        var path = Path.Combine(folder, $"scratch-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        if (original is not null)
        {
            foreach (var directory in Directory.GetDirectories(original, "*", SearchOption.AllDirectories))
            {
                Directory.CreateDirectory(Path.Combine(path, Path.GetRelativePath(original, directory)), File.GetUnixFileMode(directory));
            }
            foreach (var file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
            {
                File.Copy(file, Path.Combine(path, Path.GetRelativePath(original, file)));
            }
        }
        return new Scratch(path);
    }

    /// <summary>Folder with a planning instance and the bound that no plan of it passes, which takes minutes.</summary>
    public Task<string> QuarterAsync(int trainers, int sessions, int skills, int plane, int seed) => OnceAsync($"quarter-{trainers}-{sessions}-{skills}-{plane}-{seed}", path =>
    {
        Directory.CreateDirectory(path);
        var instance = Quarters.Make(trainers, sessions, skills, plane, seed);
        Quarters.Write(instance, Path.Combine(path, "instance.json"));
        return File.WriteAllTextAsync(Path.Combine(path, "bound"), LinearBound.Of(instance).ToString(CultureInfo.InvariantCulture));
    });

    // Made under another name first: what stands under its own name is whole.
    private async Task<string> OnceAsync(string name, Func<string, Task> make)
    {
        var path = Path.Combine(folder, name);
        if (!Directory.Exists(path))
        {
            Console.Error.WriteLine($"making {name}");
            var partial = path + ".partial";
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
            Directory.CreateDirectory(folder);
            await make(partial);
            Directory.Move(partial, path);
        }
        return path;
    }
}

/// <summary>A folder for one measurement.</summary>
internal sealed record Scratch(string Path) : IDisposable
{
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
