using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Privacy;

/// <summary>Care of the keys that seal personal data (加密密钥).</summary>
internal sealed class SealingKeyService(KeyRotation rotation, KeyCheck check, KeyCopy copy, Watching watching) : V1.SealingKeyService.SealingKeyServiceBase
{
    public override async Task RotateKeys(RotateKeysRequest request, IServerStreamWriter<RotateKeysResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        await foreach (var progress in rotation.RunAsync(until.Token))
        {
            await responseStream.WriteAsync(
                new() { Version = progress.Version, DoneCount = progress.Done, TotalCount = progress.Total, RetiredVersions = { progress.Retired }, Done = progress.Complete },
                until.Token);
        }
    }

    public override async Task CheckKeys(CheckKeysRequest request, IServerStreamWriter<CheckKeysResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var found = await check.RunAsync((done, total) => responseStream.WriteAsync(new() { DoneCount = done, TotalCount = total }, until.Token), until.Token);
        await responseStream.WriteAsync(found, until.Token);
    }

    public override Task<BackUpKeysResponse> BackUpKeys(BackUpKeysRequest request, ServerCallContext context) => Task.Run(() => copy.Make(request.Directory));
}
