using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Hosting;

/// <summary>The second time axis: which revision a moment of knowledge is.</summary>
internal static class Knowledge
{
    private static readonly DateTimeOffset FirstInstant = new(1, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The revision of a moment, null for now. A moment still to come is refused: what will be known then cannot be answered, and an
    /// answer given today would be another one later.
    /// </summary>
    public static async ValueTask<long?> RevisionKnownAtAsync(this IRegistryStore store, KnownAt? knownAt, TimeProvider clock, CancellationToken ct, string field = "known_at")
    {
        switch (knownAt?.MomentCase ?? KnownAt.MomentOneofCase.None)
        {
            case KnownAt.MomentOneofCase.Revision:
                return knownAt!.Revision >= 0 && knownAt.Revision <= store.Revision
                    ? knownAt.Revision
                    : throw Refusal.Field($"{field}.revision", $"must be 0 to {store.Revision}, the newest revision");
            case KnownAt.MomentOneofCase.Instant:
                var instant = knownAt!.Instant;
                var real = instant.Nanos is >= 0 and <= 999_999_999
                    && instant.Seconds >= FirstInstant.ToUnixTimeSeconds()
                    && instant.Seconds <= clock.GetUtcNow().ToUnixTimeSeconds()
                    && instant.ToDateTimeOffset() <= clock.GetUtcNow();
                return real
                    ? await store.RevisionAtAsync(instant.ToDateTimeOffset(), ct)
                    : throw Refusal.Field($"{field}.instant", "must be a real instant that is not still to come");
            default:
                return null;
        }
    }
}
