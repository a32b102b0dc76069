namespace Faculty.Domain.Training;

/// <summary>Languages of teaching (授课语言) as tags of BCP 47, such as zh, cjy or en.</summary>
public static class LanguageTag
{
    public const string Problem = "must be language tags such as zh or en, each once";

    /// <summary>Subtags of letters and digits, the first of 2 or 3 letters.</summary>
    public static bool IsOne(string tag) =>
        tag.Length <= 35 && tag.Split('-') is var parts && parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetterLower)
        && parts.Skip(1).All(p => p.Length is >= 1 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
}
