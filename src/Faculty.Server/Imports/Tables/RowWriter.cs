using Faculty.Domain.Time;
using Faculty.Server.Imports.Sheets;

namespace Faculty.Server.Imports.Tables;

/// <summary>Writes a table cell by cell and row by row.</summary>
internal abstract class RowWriter
{
    /// <summary>Coded values are written by their Chinese names.</summary>
    public bool Chinese { get; init; }

    public abstract void Text(ReadOnlySpan<char> text);

    public abstract void End();

    public void Text(string text) => Text(text.AsSpan());

    public void Code<T>(Names<T> names, T value)
        where T : struct, Enum => Text(names.Of(value, Chinese));

    public void Day(DateOnly? day)
    {
        Span<char> text = stackalloc char[10];
        Text(day is { } value && value.TryFormat(text, out var length, "yyyy-MM-dd") ? text[..length] : []);
    }

    public void Partial(PartialDate? date) => Text(date?.ToString() ?? "");

    public void YesNo(bool yes) => Text(yes ? "是" : "否");
}
