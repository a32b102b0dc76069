using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Fuzz;

/// <summary>Tokens a caller brings back: only what was given out is taken.</summary>
internal static class PageTokens
{
    private static readonly CallerTokens Tokens = new(store: null!, Ring());
    private static readonly ListOrganisationsRequest Request = new();
    private static readonly ServerCallContext Call = new Asking();
    private static readonly string Given = Tokens.Page(Call, Request, "GP-01");

    public static readonly IReadOnlyList<byte[]> Seeds = [Encoding.ASCII.GetBytes(Given), Encoding.ASCII.GetBytes(Tokens.Change(Call, 1)), []];

    // Its keys are needed no longer than this process runs.
    private static KeyRing Ring()
    {
        var folder = Directory.CreateTempSubdirectory("faculty-fuzz-");
        using var directory = KeyDirectory.Take(folder.FullName, Path.Combine(folder.Parent!.FullName, "faculty-fuzz-no-data"));
        var ring = KeyRing.Open(directory, mayCreate: true, TimeProvider.System);
        folder.Delete(recursive: true);
        return ring;
    }

    public static void Read(byte[] bytes)
    {
        var token = Encoding.UTF8.GetString(bytes);
        try
        {
            if (Tokens.After(Call, Request, token) is { } after && token != Given)
            {
                throw new BrokenPromiseException($"a page token that was never given out is taken: {after}");
            }
        }
        catch (Refusal refusal) when (refusal.Reason == ErrorReason.InvalidPageToken)
        {
            // Meant for it.
        }
    }

    /// <summary>A call of the one caller there is.</summary>
    private sealed class Asking : ServerCallContext
    {
public Asking() => Principal.Set(this, new(() => Caller.Server));

        protected override string MethodCore => "/faculty.v1.OrganisationService/ListOrganisations";

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore => CancellationToken.None;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
