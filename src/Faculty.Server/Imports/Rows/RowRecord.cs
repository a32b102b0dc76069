using System.Buffers;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Rows;

/// <summary>
/// A row on its way from the file to the check: one stretch of characters, cells in the order of the sheet's columns. Layout:
/// length (2) · table (1) · row (2) · a head a cell (its length, its kind) · the cells' characters.
/// </summary>
internal static class RowRecord
{
    private const int Head = 5;

    public static int Length(ReadOnlySpan<char> record) => record[0] | (record[1] << 16);

    public static int Table(ReadOnlySpan<char> record) => record[2];

    public static int Row(ReadOnlySpan<char> record) => record[3] | (record[4] << 16);

    public static CellKind Kind(ReadOnlySpan<char> record, int column) => (CellKind)record[Head + (2 * column) + 1];

    public static int CellLength(ReadOnlySpan<char> record, int column) => record[Head + (2 * column)];

    public static int FirstCell(int columns) => Head + (2 * columns);

    /// <summary>Writes the current row of a table, its cells found by <paramref name="places"/> (-1 = the table has no such column).</summary>
    public static void Write(IBufferWriter<char> target, TableReader table, int tableNumber, ReadOnlySpan<int> places)
    {
        var length = FirstCell(places.Length);
        foreach (var place in places)
        {
            length += Has(table, place) ? table.Cell(place).Length : 0;
        }
        var record = target.GetSpan(length);
        (record[0], record[1], record[2]) = ((char)length, (char)(length >> 16), (char)tableNumber);
        (record[3], record[4]) = ((char)table.Row, (char)(table.Row >> 16));
        var at = FirstCell(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            var cell = Has(table, places[i]) ? table.Cell(places[i]) : [];
            record[Head + (2 * i)] = (char)cell.Length;
            record[Head + (2 * i) + 1] = (char)(Has(table, places[i]) ? table.Kind(places[i]) : CellKind.Text);
            cell.CopyTo(record[at..]);
            at += cell.Length;
        }
        target.Advance(length);
    }

    private static bool Has(TableReader table, int place) => place >= 0 && place < table.Count;
}

/// <summary>A table of an upload: which file or sheet it is, and where its columns stand.</summary>
internal sealed record SourceTable(int Number, Sheet Sheet, string Name, int[] Places)
{
    public bool Has(Column column) => Places[column.Index] >= 0;

    /// <summary>The header as the person wrote it, by column of the sheet.</summary>
    public required string[] Headers { get; init; }
}
