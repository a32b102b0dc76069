using Faculty.Domain.Groups;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>A sheet whose rows belong to groups; the first column says to which.</summary>
internal abstract class GroupSheet(string name, string label, params Column[] columns) : Sheet(name, label, columns)
{
    public string CodeOf(Row row) => row.Identifier(Columns[0]);

    protected static Column GroupCode() => new("group_code", "团队代码") { Required = true, Identifier = true, Field = "code", Note = "同一团队在各表中代码相同 · the same in all sheets" };

    /// <summary>Writes what the sheet holds of a group; returns how many rows. <paramref name="reference"/> = the teacher_ref of a member, null of one left out.</summary>
    public abstract int Write(Group group, Func<string, string?> reference, RowWriter to);
}

/// <summary>Parts of a group of one kind, a row each. A row and a part are the same when their natural keys are equal.</summary>
internal abstract class GroupPartSheet<T>(string name, string label, params Column[] columns) : GroupSheet(name, label, columns)
    where T : class
{
    public abstract IReadOnlyList<T> Of(Group group);

    public abstract Group With(Group group, IReadOnlyList<T> parts);

    /// <summary>A new part with an id.</summary>
    public abstract T New(T part);

    public abstract string IdOf(T part);

    /// <summary>What the row says. <paramref name="teacherId"/> = who the row is about, empty when it is about nobody or it is not clear.</summary>
    public abstract T Read(Row row, string teacherId);

    public abstract IEnumerable<FieldFault> Check(T part, DateOnly today);

    /// <summary>Equal for two tellings of one part; members by the record that stands for them.</summary>
    public abstract object KeyOf(T part, Func<string, string> standing);

    /// <summary>The row as the next version of a part: its id, and whatever the table does not carry, stay.</summary>
    public abstract T Keep(T row, T part, SourceTable table);

    protected abstract void WritePart(T part, string reference, RowWriter to);

    protected virtual string? ReferenceOf(T part, Func<string, string?> reference) => "";

    public override int Write(Group group, Func<string, string?> reference, RowWriter to)
    {
        var rows = 0;
        foreach (var part in Of(group))
        {
            if (ReferenceOf(part, reference) is { } of)
            {
                to.Text(group.Code);
                WritePart(part, of, to);
                to.End();
                rows++;
            }
        }
        return rows;
    }
}
