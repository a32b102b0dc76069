using System.Globalization;
using Faculty.Domain.Codes;
using Faculty.Domain.Time;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>The cells as values.</summary>
internal sealed partial class Row
{
    public string Text(Column column) => interned.Of(Plain(column));

    /// <summary>A number or code that is text: digits in full width are normalised, numbers that a spreadsheet program rounded are refused.</summary>
    public string Identifier(Column column)
    {
        var cell = Plain(column);
        if (Kind(column) == CellKind.Number)
        {
            if (cell.ContainsAny('E', '.') || cell.TrimStart('-').Length > 15)
            {
                Fault(column, ImportFaultCode.IdDestroyed, "is a number that the spreadsheet program has rounded");
                return "";
            }
            Warn(column, "is a number; it is read as text, leading zeros are lost");
        }
        else if (CellText.IsDestroyed(cell))
        {
            Fault(column, ImportFaultCode.IdDestroyed, "is a number that a spreadsheet program has rounded");
            return "";
        }
        return cell.ContainsAnyInRange('\uff01', '\uff5e') ? HalfWidth(column, cell) : cell.ToString();
    }

    public PartialDate? Partial(Column column)
    {
        var cell = Plain(column);
        if (cell.Length == 0)
        {
            return null;
        }
        if (Kind(column) == CellKind.Number)
        {
            return FromNumber(column, cell);
        }
        if (cell.ContainsAnyInRange('\uff01', '\uff5e'))
        {
            cell = HalfWidth(column, cell);
        }
        if (DateCell.Read(cell, out var date) is { } fault)
        {
            Fault(column, fault, fault == ImportFaultCode.ImpossibleDate ? "is a day that the calendar does not have" : "is not a date");
            return null;
        }
        return date;
    }

    public DateOnly? OptionalDay(Column column)
    {
        if (Partial(column) is not { } date)
        {
            return null;
        }
        if (date.Day is null)
        {
            Fault(column, ImportFaultCode.NotADate, "lacks the day");
            return null;
        }
        return date.Earliest;
    }

    /// <summary>A day that must be there; the first day of the calendar when it is wrong.</summary>
    public DateOnly Day(Column column) => OptionalDay(column) ?? default;

    /// <summary>How many; 0 when the cell is empty or wrong.</summary>
    public int Count(Column column)
    {
        var cell = Plain(column);
        if (cell.ContainsAnyInRange('\uff01', '\uff5e'))
        {
            cell = HalfWidth(column, cell);
        }
        if (cell.Length is > 0 and < 10 && cell.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        if (cell.Length > 0)
        {
            Fault(column, ImportFaultCode.Rule, "must be a whole number");
        }
        return 0;
    }

    public T Code<T>(Column column, Names<T> names, T otherwise = default)
        where T : struct, Enum
    {
        var cell = Plain(column);
        if (cell.Length == 0)
        {
            return otherwise;
        }
        if (names.TryFind(cell, out var value))
        {
            return value;
        }
        Fault(column, ImportFaultCode.UnknownCode, $"is none of {names.Listed} and none of their Chinese names");
        return default;
    }

    /// <summary>A code of a national table, or a name of it.</summary>
    public string Code(Column column, CodeTable codes)
    {
        var cell = Identifier(column);
        if (cell.Length == 0)
        {
            return "";
        }
        var code = codes.CodeOf(cell);
        if (code is null)
        {
            Fault(column, ImportFaultCode.UnknownCode, "is no code and no name of the table");
        }
        return code ?? "";
    }

    public bool YesNo(Column column, bool otherwise)
    {
        var cell = Plain(column);
        switch (cell)
        {
            case "": return otherwise;
            case "是" or "Y" or "y" or "YES" or "Yes" or "yes" or "TRUE" or "true" or "True" or "1": return true;
            case "否" or "N" or "n" or "NO" or "No" or "no" or "FALSE" or "false" or "False" or "0": return false;
            default:
                Fault(column, ImportFaultCode.UnknownCode, "is neither yes (是) nor no (否)");
                return otherwise;
        }
    }

    private CellKind Kind(Column column) => RowRecord.Kind(record.Span, column.Index);

    private ReadOnlySpan<char> Raw(Column column)
    {
        var cells = record.Span;
        var start = RowRecord.FirstCell(table.Places.Length);
        for (var i = 0; i < column.Index; i++)
        {
            start += RowRecord.CellLength(cells, i);
        }
        return cells.Slice(start, RowRecord.CellLength(cells, column.Index));
    }

    // The cell without the blanks around it; a leading apostrophe only says "this is text".
    private ReadOnlySpan<char> Plain(Column column)
    {
        switch (Kind(column))
        {
            case CellKind.Formula:
                Fault(column, ImportFaultCode.Formula, "is a formula; formulas are not computed here");
                return [];
            case CellKind.Error:
                Fault(column, ImportFaultCode.CellError, "holds an error of the spreadsheet program");
                return [];
            case CellKind.TooLong:
                Fault(column, ImportFaultCode.TooLong, $"has more than {TableLimits.CellCharacters} characters");
                return [];
        }
        var raw = Raw(column);
        var cell = CellText.Plain(raw, out var trimmed);
        if (trimmed && cell.Length > 0)
        {
            Warn(column, "has blanks around it; they are left out");
        }
        if (cell.Length == 0 && column.Required && table.Has(column))
        {
            Fault(column, ImportFaultCode.Required, "is empty");
        }
        return cell;
    }

    private PartialDate? FromNumber(Column column, ReadOnlySpan<char> cell)
    {
        // Days from 1920 to 2099 in a cell that nobody formatted as a date.
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is >= 7_306 and < 73_051
            && SerialDate.Text(serial, from1904: false) is { } text && DateCell.Read(text, out var date) is null)
        {
            Warn(column, $"is the number of a day; it is read as {(column.Personal ? "a date" : text)}");
            return date;
        }
        Fault(column, ImportFaultCode.NotADate, "is a number, not a date; 2023.1 may have been 2023.10");
        return null;
    }

    private string HalfWidth(Column column, ReadOnlySpan<char> cell)
    {
        Warn(column, "has full-width characters; they are read as half-width");
        return CellText.HalfWidth(cell);
    }

    /// <summary>The cell as it stands, without telling faults.</summary>
    public string Glance(Column column) => Kind(column) is CellKind.Text or CellKind.Number ? CellText.Plain(Raw(column), out _).ToString() : "";
}
