namespace Faculty.Server.Hosting;

/// <summary>Opaque ids: UUIDv7 as 32 hexadecimal digits, sortable by time of issue, never reused.</summary>
internal static class Ids
{
    public static string New() => Guid.CreateVersion7().ToString("n");
}
