using System.Globalization;
using System.Text;

namespace Faculty.Cli.Generate;

/// <summary>One CSV file, written row by row through a small buffer. UTF-8, LF, header first, never quoted.</summary>
internal sealed class CsvTable : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const int LongestRowBytes = 1 << 12;

    private readonly FileStream _file;
    private readonly FaultPlanter? _faults;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly int[] _cellEnds;
    private int _length;
    private int _rowStart;
    private int _cell;

    public CsvTable(string folder, string name, string columns, FaultPlanter? faults = null)
    {
        Name = name;
        Columns = columns.Split(' ');
        _cellEnds = new int[Columns.Length];
        _file = new FileStream(Path.Combine(folder, $"{name}.csv"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Write(Columns);
        _faults = faults;
    }

    public string Name { get; }

    public string[] Columns { get; }

    /// <summary>Rows written, the header included: the number of the last line as an editor shows it.</summary>
    public long Lines { get; private set; }

    public CsvTable Cell(string? text)
    {
        if (text.AsSpan().ContainsAny(",\"\r\n"))
            throw new InvalidOperationException($"A cell of {Name} would need quoting.");
        _length += Encoding.UTF8.GetBytes(text ?? "", _buffer.AsSpan(_length));
        return Next();
    }

    public CsvTable Cell(DateOnly? day)
    {
        if (day is { } value)
        {
            value.TryFormat(_buffer.AsSpan(_length), out var written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            _length += written;
        }
        return Next();
    }

    /// <summary>Ends the row; here a planter may spoil it.</summary>
    public void End()
    {
        if (_cell != Columns.Length)
            throw new InvalidOperationException($"A row of {Name} has {_cell} cells.");
        if (_faults is not null && _faults.Strikes())
        {
            string[] row = [.. _cellEnds.Select((end, i) => Encoding.UTF8.GetString(_buffer, CellStart(i), end - CellStart(i)))];
            _length = _rowStart;
            _cell = 0;
            foreach (var spoilt in _faults.Spoil(this, row))
                Write(spoilt);
            return;
        }
        Finish();
    }

    public void Dispose()
    {
        _file.Write(_buffer, 0, _length);
        _file.Dispose();
    }

    private void Write(string[] row)
    {
        foreach (var text in row)
            Cell(text);
        Finish();
    }

    private void Finish()
    {
        _buffer[_length - 1] = (byte)'\n';
        _cell = 0;
        Lines++;
        if (_length > BufferBytes - LongestRowBytes)
        {
            _file.Write(_buffer, 0, _length);
            _length = 0;
        }
        _rowStart = _length;
    }

    private CsvTable Next()
    {
        _cellEnds[_cell++] = _length;
        _buffer[_length++] = (byte)',';
        return this;
    }

    private int CellStart(int i) => i == 0 ? _rowStart : _cellEnds[i - 1] + 1;
}
