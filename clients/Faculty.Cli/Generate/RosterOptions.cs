namespace Faculty.Cli.Generate;

/// <summary>What roster to make. The same options give the same bytes.</summary>
internal sealed record RosterOptions
{
    public const int MostTeachers = 2_000_000;

    /// <summary>A workbook sheet ends at 1,048,576 rows; the longest table has about three rows a teacher.</summary>
    public const int MostTeachersInWorkbook = 200_000;

    public static readonly DateOnly DefaultToday = new(2026, 9, 1);

    public required int Teachers { get; init; }
    public required int Seed { get; init; }

    /// <summary>The day up to which lives are told; given, never read from a clock.</summary>
    public DateOnly Today { get; init; } = DefaultToday;

    /// <summary>About one row in a hundred is spoilt and listed in faults.csv.</summary>
    public bool Faults { get; init; }

    /// <summary>A workbook beside the CSV files.</summary>
    public bool Workbook { get; init; }

    /// <summary>One school like 高平中专 instead of the nation.</summary>
    public bool OneSchool { get; init; }

    /// <summary>The sample school that the server carries.</summary>
    public static RosterOptions Sample => new() { Teachers = 194, Seed = 48, OneSchool = true };
}
