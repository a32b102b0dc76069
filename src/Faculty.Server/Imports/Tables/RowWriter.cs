using Faculty.Domain.Time;

namespace Faculty.Server.Imports.Tables;

/// <summary>Writes a table cell by cell and row by row.</summary>
internal abstract class RowWriter
{
    public abstract void Text(ReadOnlySpan<char> text);

    public abstract void End();

    public void Text(string text) => Text(text.AsSpan());

    public void Day(DateOnly? day)
    {
        Span<char> text = stackalloc char[10];
        Text(day is { } value && value.TryFormat(text, out var length, "yyyy-MM-dd") ? text[..length] : []);
    }

    public void Partial(PartialDate? date) => Text(date?.ToString() ?? "");

    public void YesNo(bool yes) => Text(yes ? "是" : "否");
}
