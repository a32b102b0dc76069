using Faculty.Domain.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Imports.Sheets;

/// <summary>A sheet (or CSV file) of the import format: its names and columns.</summary>
internal abstract class Sheet
{
    protected Sheet(string name, string label, params Column[] columns)
    {
        (Name, Label, Columns) = (name, label, columns);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Index = i;
        }
    }

    public string Name { get; }

    public string Label { get; }

    /// <summary>Its place in the roster, from 0; set when the roster is put together.</summary>
    public int Place { get; set; }

    public IReadOnlyList<Column> Columns { get; }

    public bool IsCalled(string name) =>
        string.Equals(name, Name, StringComparison.OrdinalIgnoreCase) || string.Equals(name, Label, StringComparison.Ordinal);

    /// <summary>The column whose rows belong to one teacher is the first of every such sheet.</summary>
    protected static Column Reference() => new("teacher_ref", "教师编号") { Required = true, Identifier = true, Note = "同一人在各表中编号相同 · the same in all sheets" };

    protected static Column School() => new("school_code", "学校代码") { Required = true, Identifier = true, Note = "机构表中的学校代码 · code of the school" };

    protected static Column Start() => new("start_date", "开始日期") { Required = true, Note = "2023-09-01；当天算在内 · the day counts" };

    protected static Column Last() => new("last_date", "结束日期") { Note = "留空表示至今；当天算在内 · empty = open; the day counts" };
}

/// <summary>A sheet whose rows belong to teachers.</summary>
internal abstract class TeacherSheet(string name, string label, params Column[] columns) : Sheet(name, label, columns)
{
    /// <summary>Brings the rows of one person into the record.</summary>
    public abstract void Take(PersonMerge person, IReadOnlyList<Rows.Row> rows);

    /// <summary>Writes the rows of one teacher; returns how many.</summary>
    public abstract int Write(Stored<Teacher> teacher, string reference, Tables.RowWriter to);
}
