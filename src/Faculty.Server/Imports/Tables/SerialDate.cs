namespace Faculty.Server.Imports.Tables;

/// <summary>Days as spreadsheet programs count them.</summary>
internal static class SerialDate
{
    private static readonly DateOnly Epoch1904 = new(1904, 1, 1);
    private static readonly DateOnly Epoch1900 = new(1899, 12, 30);

    /// <summary>The number of a day from 1900-03-01 on, in the count from 1900.</summary>
    public static int Of(DateOnly day) => day.DayNumber - Epoch1900.DayNumber;

    /// <summary>The day as yyyy-MM-dd, or null. Day 60 of the 1900 count is 29 February 1900, which never was; it is named so that it is refused.</summary>
    public static string? Text(double serial, bool from1904)
    {
        if (serial is not (>= 0 and < 2_958_466))
        {
            return null;
        }
        var day = (int)serial;
        if (from1904)
        {
            return $"{Epoch1904.AddDays(Math.Min(day, 2_957_003)):yyyy-MM-dd}";
        }
        return day == 60 ? "1900-02-29" : $"{Epoch1900.AddDays(day < 60 ? day + 1 : day):yyyy-MM-dd}";
    }
}
