namespace Faculty.Domain.Training.Menu;

/// <summary>What words of a shop floor mean in the menu of a school (近义词表), instead of what they mean in general.</summary>
public sealed record MenuSynonyms
{
    public const int MostEntries = 2_000;

    public required string SchoolCode { get; init; }

    /// <summary>By word.</summary>
    public IReadOnlyList<MenuSynonym> Entries { get; init; } = [];

    /// <summary>The table with a word added or meaning something else.</summary>
    public MenuSynonyms Set(MenuSynonym synonym)
    {
        List<MenuSynonym> next = [.. Entries.Where(e => e.Word != synonym.Word), synonym];
        return next.Count <= MostEntries
            ? this with { Entries = [.. next.OrderBy(e => e.Word, StringComparer.Ordinal)] }
            : throw new RuleBroken(Reason.SynonymsFull, "The table of the school is full.", ("school_code", SchoolCode), ("most", $"{MostEntries}"));
    }

    /// <summary>The table without a word.</summary>
    public MenuSynonyms Remove(string word) => Entries.Any(e => e.Word == word)
        ? this with { Entries = [.. Entries.Where(e => e.Word != word)] }
        : throw new RuleBroken(Reason.SynonymUnknown, "The table of the school has no such word of its own.", ("school_code", SchoolCode), ("word", word));
}

/// <summary>A word and what is looked for with it (近义词); without meanings only the word itself.</summary>
public sealed record MenuSynonym
{
    public required string Word { get; init; }

    public IReadOnlyList<string> Meanings { get; init; } = [];
}

/// <summary>Where a word was found (命中字段).</summary>
public enum MenuField
{
    Unspecified = 0,
    Name = 1,
    Occupation = 2,
    WorkType = 3,
    Alias = 4,
    Certificate = 5,
    Pinyin = 6,
    Initials = 7,
    Code = 8,
}
