using System.Text;
using nietras.SeparatedValues;

namespace Faculty.Server.Imports.Tables;

/// <summary>A CSV file: UTF-8 with or without byte order mark, quotes as in RFC 4180.</summary>
internal sealed class CsvTable : TableReader
{
    private const string HowToSave = "Save the file as 'CSV UTF-8 (comma delimited)'.";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly SepReader reader;

    private CsvTable(SepReader reader) => this.reader = reader;

    public override int Count => reader.Current.ColCount;

    public static CsvTable Open(Stream file)
    {
        try
        {
            return new(Sep.New(',').Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true, CultureInfo = System.Globalization.CultureInfo.InvariantCulture })
                .From(new StreamReader(file, Strict, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16)));
        }
        catch (DecoderFallbackException cause)
        {
            throw NotText(cause);
        }
        catch (NotSupportedException cause)
        {
            throw Endless(0, cause);
        }
    }

    public override bool Read()
    {
        try
        {
            while (reader.MoveNext())
            {
                Row++;
                if (Count > TableLimits.Columns)
                {
                    throw UnreadableTableException.Limit($"Row {Row} has more than {TableLimits.Columns} columns.", "Keep to the columns of the template.");
                }
                // An empty line is a row to a spreadsheet program.
                if (Count > 1 || !Cell(0).IsWhiteSpace())
                {
                    return true;
                }
            }
            return false;
        }
        catch (DecoderFallbackException cause)
        {
            throw NotText(cause);
        }
        catch (Exception cause) when (cause is NotSupportedException or InvalidDataException)
        {
            throw Endless(Row, cause);
        }
    }

    public override ReadOnlySpan<char> Cell(int column)
    {
        var cell = reader.Current[column].Span;
        // Some programs write the mark into the first cell.
        cell = Row == 1 && column == 0 && cell.StartsWith("\ufeff") ? cell[1..] : cell;
        return cell.Length <= TableLimits.CellCharacters ? cell : [];
    }

    public override CellKind Kind(int column) =>
        reader.Current[column].Span.Length <= TableLimits.CellCharacters ? CellKind.Text : CellKind.TooLong;

    public override void Dispose() => reader.Dispose();

    private static UnreadableTableException Endless(int row, Exception cause) =>
        new(V1.ImportFaultCode.Limit, $"After row {row} a row does not end.", "Look for a quotation mark that is opened and never closed.", cause);

    private static UnreadableTableException NotText(Exception cause) =>
        new(V1.ImportFaultCode.Unreadable, "The file is not text in UTF-8.", HowToSave, cause);
}
