using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Accounts;

internal sealed partial class AccountService
{
    public override async Task<RevokeKeyResponse> RevokeKey(RevokeKeyRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).OptionalText(request.Reason, "reason", longest: 200).Code(request.KeyId, "key_id").Done();
        return await KnownAsync(context, write.RunAsync(request, context, DecideAsync, (_, _) => Task.FromResult(new RevokeKeyResponse())));

        async Task<Func<Commit?, RevokeKeyResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            var found = await store.FindAsync(Documents.Keys, request.KeyId, ct) ?? throw Refusal.NotFound("api-key", request.KeyId);
            batch.Remove(Documents.Keys, found);
            return _ => new();
        }
    }
}
