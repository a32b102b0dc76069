namespace Faculty.Server.Imports.Tables;

/// <summary>A table read row by row; the spans of a row are good until the next <see cref="Read"/>.</summary>
internal abstract class TableReader : IDisposable
{
    /// <summary>The row as a spreadsheet program numbers it, from 1.</summary>
    public int Row { get; protected set; }

    /// <summary>Cells of the row, empty ones at the end perhaps left out.</summary>
    public abstract int Count { get; }

    /// <summary>Goes to the next row that has any cell; false after the last.</summary>
    public abstract bool Read();

    public abstract ReadOnlySpan<char> Cell(int column);

    public abstract CellKind Kind(int column);

    public abstract void Dispose();
}

/// <summary>What a cell holds. A CSV file knows only texts.</summary>
internal enum CellKind : byte
{
    Text = 0,
    /// <summary>A number, written as the workbook stores it.</summary>
    Number = 1,
    /// <summary>A day, written yyyy-MM-dd.</summary>
    Day = 2,
    Boolean = 3,
    /// <summary>A formula; the text is its stored result, which nobody vouches for.</summary>
    Formula = 4,
    /// <summary>An error such as #N/A.</summary>
    Error = 5,
    /// <summary>Longer than <see cref="TableLimits.CellCharacters"/>; the text is left out.</summary>
    TooLong = 6,
}

/// <summary>Sizes that are refused before, or while, a file is parsed.</summary>
internal static class TableLimits
{
    public const int CellCharacters = 32_767;
    public const int Columns = 256;
    public const int ZipEntries = 1_000;
    public const long WorkbookBytes = 512L << 20;
    public const long EntryBytes = 2L << 30;
    public const long InflatedBytes = 4L << 30;
    public const int Ratio = 100;

    /// <summary>Of what says where the sheets are and how they look.</summary>
    public const long SmallEntryBytes = 16 << 20;

    /// <summary>Of the list of parts at the end of a workbook.</summary>
    public const long PartListBytes = 1 << 20;

    /// <summary>Without a new element: no attribute, name or text of a workbook is so long.</summary>
    public const int StretchBytes = 1 << 19;
    public const int Depth = 64;
    public const int SharedCharacters = 48 << 20;
    public const int SharedStrings = 4 << 20;

    /// <summary>Below this a high ratio is harmless: small files of equal rows pack very well.</summary>
    public const long RatioFreeBytes = 4 << 20;
}

/// <summary>A file that cannot be read as a table at all, or passes a limit.</summary>
internal sealed class UnreadableTableException(V1.ImportFaultCode code, string problem, string remedy, Exception? cause = null) : Exception(problem, cause)
{
    public V1.ImportFaultCode Code { get; } = code;

    public string Remedy { get; } = remedy;

    public static UnreadableTableException Limit(string problem, string remedy) => new(V1.ImportFaultCode.Limit, problem, remedy);
}
