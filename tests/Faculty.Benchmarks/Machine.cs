using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Faculty.Benchmarks;

/// <summary>What the figures were measured on, and how quick its disk is at the moment.</summary>
internal static partial class Machine
{
    private const int DiskBlock = 32 << 10;
    private const int MostSyncs = 500;

    public static string Describe()
    {
        var load = File.ReadAllText("/proc/loadavg").Split(' ');
        return $"{Environment.ProcessorCount} cores {Model()}, load {load[0]} {load[1]} {load[2]}, .NET {Environment.Version}";
    }

    /// <summary>Overwrites of 32 KiB, each made durable, per second: what one write at a time can reach at most.</summary>
    public static double SyncsPerSecond(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "sync-probe");
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            var block = new byte[DiskBlock];
            RandomAccess.Write(file, block, 0);
            var watch = Stopwatch.StartNew();
            var syncs = 0;
            while (syncs < MostSyncs && watch.Elapsed < TimeSpan.FromSeconds(2))
            {
                RandomAccess.Write(file, block, 0);
                if (DataSync((int)file.DangerousGetHandle()) != 0)
                {
                    throw new IOException("fdatasync failed.");
                }
                syncs++;
            }
            return syncs / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Model()
    {
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    [LibraryImport("libc", EntryPoint = "fdatasync")]
    private static partial int DataSync(int file);
}
