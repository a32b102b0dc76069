using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Faculty.Storage.Embedded;

/// <summary>The calls whose errors .NET hides or blurs: its own flush to disk reports success after a failed fsync on Linux.</summary>
internal static unsafe partial class Posix
{
    public const int Interrupted = 4, WouldBlock = 11;

    /// <summary>Of <see cref="Open"/>: a started program does not inherit the file.</summary>
    public const int CloseOnExec = 0x80000;

    /// <summary>Of <see cref="Lock"/>: alone, and at once or not at all.</summary>
    public const int ExclusiveOrNot = 2 | 4;

    /// <summary>Of <see cref="Lock"/>: for every copy of the handle.</summary>
    public const int Unlock = 8;

    public static int Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        fixed (byte* start = bytes) return (int)PWrite(file, start, bytes.Length, offset);
    }

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    private static partial nint PWrite(SafeFileHandle file, byte* bytes, nint count, long offset);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int DataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);
}
