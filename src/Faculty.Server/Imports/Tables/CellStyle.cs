namespace Faculty.Server.Imports.Tables;

/// <summary>Styles of a workbook written here; numbers are places in its list of cell formats.</summary>
internal enum CellStyle
{
    General = 0,
    /// <summary>Format "text": typed digits stay as they are typed.</summary>
    Text = 1,
    Header = 2,
    Fault = 3,
    Warning = 4,
    Wrapped = 5,
    /// <summary>A whole number with separators of thousands.</summary>
    Number = 6,
    /// <summary>A day, yyyy-mm-dd.</summary>
    Day = 7,
    /// <summary>A number of a row of totals.</summary>
    Total = 8,
    /// <summary>Two decimals, thousands apart.</summary>
    Amount = 9,
}
