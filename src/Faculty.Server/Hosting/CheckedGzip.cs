using System.IO.Compression;
using Faculty.V1;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Faculty.Server.Hosting;

/// <summary>gzip whose garbage is the caller's fault: the framework's own would let the exception through as UNKNOWN.</summary>
internal sealed class CheckedGzip : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new Unzipped(stream);

    private sealed class Unzipped(Stream stream) : GZipStream(stream, CompressionMode.Decompress)
    {
        // The stream's other reads come here when it is derived from.
        public override int Read(byte[] buffer, int offset, int count)
        {
            try
            {
                return base.Read(buffer, offset, count);
            }
            catch (InvalidDataException)
            {
                throw Garbage();
            }
        }

        public override void CopyTo(Stream destination, int bufferSize)
        {
            try
            {
                base.CopyTo(destination, bufferSize);
            }
            catch (InvalidDataException)
            {
                throw Garbage();
            }
        }

        private static RpcException Garbage() =>
            Refusals.ToStatus(new(ErrorReason.MalformedMessage, "The bytes are not compressed as gzip.")).ToRpcException();
    }
}
