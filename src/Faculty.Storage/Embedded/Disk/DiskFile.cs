using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Faculty.Storage.Embedded;

/// <summary>One open file, read and written by position. Every failure is a <see cref="DiskException"/>.</summary>
public class DiskFile(string path, SafeFileHandle handle) : IDisposable
{
    public string Path { get; } = path;

    public virtual long Length => RandomAccess.GetLength(handle);

    /// <summary>Fills the buffer as far as the file reaches; the number of bytes read.</summary>
    public virtual int Read(Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = ReadOnce(buffer[total..], offset + total);
            if (read == 0) break;
            total += read;
        }
        return total;
    }

    private int ReadOnce(Span<byte> buffer, long offset)
    {
        try
        {
            return RandomAccess.Read(handle, buffer, offset);
        }
        catch (IOException failure)
        {
            throw new DiskException("pread", Path, failure.HResult);
        }
    }

    public virtual void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var written = Posix.Write(handle, bytes, offset);
            var error = Marshal.GetLastPInvokeError();
            if (written < 0 && error == Posix.Interrupted) continue;
            if (written <= 0) throw new DiskException("pwrite", Path, error);
            bytes = bytes[written..];
            offset += written;
        }
    }

    /// <summary>Makes everything written durable. After a failure nothing is known about the file: never try again.</summary>
    public virtual void Sync()
    {
        if (Posix.DataSync(handle) != 0) throw new DiskException("fdatasync", Path, Marshal.GetLastPInvokeError());
    }

    public virtual void SetLength(long length)
    {
        if (Posix.Truncate(handle, length) != 0) throw new DiskException("ftruncate", Path, Marshal.GetLastPInvokeError());
    }

    public virtual void Dispose()
    {
        handle.Dispose();
        GC.SuppressFinalize(this);
    }
}
