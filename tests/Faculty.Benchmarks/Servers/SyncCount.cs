using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Faculty.Benchmarks.Servers;

/// <summary>Counts another process's syncs with strace: what the disk was really asked for, whatever the server says about itself.</summary>
internal static partial class SyncCount
{
    private const int SigInt = 2;
    private const string Strace = "/usr/bin/strace";

    public static bool Available => File.Exists(Strace);

    public static async Task<long> DuringAsync(int pid, Action work)
    {
        var summary = Path.GetTempFileName();
        try
        {
            string[] arguments = ["-f", "-c", "-o", summary, "-e", "trace=fdatasync,fsync,sync_file_range,msync", "-p", $"{pid}"];
            using var strace = Process.Start(new ProcessStartInfo(Strace, arguments) { RedirectStandardError = true })!;
            // It says "Process … attached" when it counts.
            await strace.StandardError.ReadLineAsync();
            _ = strace.StandardError.BaseStream.CopyToAsync(Stream.Null);
            try
            {
                work();
            }
            finally
            {
                _ = Kill(strace.Id, SigInt);
                await strace.WaitForExitAsync();
            }
            return (await File.ReadAllLinesAsync(summary)).Sum(Calls);
        }
        finally
        {
            File.Delete(summary);
        }
    }

    // % time, seconds, usecs/call, calls, errors when there are any, syscall
    private static long Calls(string line)
    {
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns.Length >= 5 && columns[^1].Contains("sync", StringComparison.Ordinal)
            ? long.Parse(columns[3], CultureInfo.InvariantCulture)
            : 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
