namespace Faculty.Server.Hosting;

/// <summary>How many a page of a list holds at most; <see cref="RequestCheck.PageSize"/> says what may be asked for.</summary>
internal static class PageSize
{
    private const int Usual = 50;

    /// <summary>As asked for; 0 = the usual.</summary>
    public static int Of(int asked) => asked == 0 ? Usual : asked;
}
