namespace Faculty.Server.Hosting;

/// <summary>Etags: quoted revisions of a record.</summary>
internal static class Tokens
{
    public static string Etag(long revision) => $"\"{revision}\"";

    public static bool IsEtag(string etag) =>
        etag.Length == 0 || (etag.Length is > 2 and < 22 && etag[0] == '"' && etag[^1] == '"' && etag.AsSpan(1, etag.Length - 2).IndexOfAnyExceptInRange('0', '9') < 0);
}
