using System.Diagnostics;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Benchmarks.Servers;

/// <summary>Imports files through the rpcs that every client uses.</summary>
internal static class Import
{
    private const int Chunk = 1 << 20;

    /// <summary>Uploads and imports; anything refused is an error, since the rosters here have no faults.</summary>
    public static async Task<Imported> RunAsync(CallInvoker server, IEnumerable<string> files, ImportMode mode)
    {
        var imports = new ImportService.ImportServiceClient(server);
        var watch = Stopwatch.StartNew();
        var upload = (await imports.BeginUploadAsync(new BeginUploadRequest())).UploadId;
        foreach (var file in files)
        {
            await UploadAsync(imports, upload, file);
        }
        var uploaded = watch.Elapsed;
        ImportOutcome? outcome = null;
        var faults = new List<string>();
        using (var steps = imports.RunImport(new RunImportRequest { UploadId = upload, Mode = mode, MaxFaults = 5, Reason = "benchmark" }))
        {
            await foreach (var step in steps.ResponseStream.ReadAllAsync())
            {
                faults.AddRange(step.Faults?.Faults.Where(f => !f.Warning).Select(f => $"{f.Sheet} row {f.Row} {f.Column}: {f.Code}") ?? []);
                outcome = step.Outcome ?? outcome;
            }
        }
        var elapsed = watch.Elapsed;
        await imports.DiscardUploadAsync(new DiscardUploadRequest { UploadId = upload });
        if (outcome is null || outcome.FaultCount > 0)
        {
            throw new InvalidOperationException($"The import was refused: {outcome?.FaultCount} faults, {string.Join("; ", faults.Take(5))}");
        }
        return new Imported(elapsed, uploaded, outcome.Counts.Sum(c => c.Rows), outcome.Counts.Sum(c => c.Created));
    }

    private static async Task UploadAsync(ImportService.ImportServiceClient imports, string upload, string file)
    {
        using var content = File.OpenRead(file);
        var buffer = new byte[Chunk];
        for (var offset = 0L; ;)
        {
            var read = await content.ReadAtLeastAsync(buffer, Chunk, throwOnEndOfStream: false);
            if (read == 0)
            {
                return;
            }
            await imports.UploadChunkAsync(new UploadChunkRequest
            {
                UploadId = upload,
                FileName = Path.GetFileName(file),
                Offset = offset,
                Content = ByteString.CopyFrom(buffer.AsSpan(0, read)),
            });
            offset += read;
        }
    }
}

/// <summary>An import that was taken whole.</summary>
internal sealed record Imported(TimeSpan Elapsed, TimeSpan Upload, long Rows, long Created);
