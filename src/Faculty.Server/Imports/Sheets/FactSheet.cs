using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.Storage;
using Faculty.V1;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Imports.Sheets;

/// <summary>A sheet of one kind of fact. A row and a fact are the same when their natural keys are equal.</summary>
internal abstract class FactSheet<T>(string name, string label, params Column[] columns) : TeacherSheet(name, label, columns)
    where T : class
{
    public override void Take(PersonMerge person, IReadOnlyList<Row> rows)
    {
        var held = Of(person.Teacher);
        var next = new List<T>(held);
        var taken = new bool[held.Count];
        var read = new List<(T Fact, Row Row)>(rows.Count);
        foreach (var row in rows)
        {
            var fact = Read(row, person);
            // What the registry holds already is not judged again: an export comes back whatever the checks say by now.
            if (!row.Refused && IsUnchanged(fact, row, held, taken, person))
            {
                continue;
            }
            row.Add(Check(fact, person));
            read.Add((fact, row));
        }
        for (var i = 0; i < read.Count; i++)
        {
            Bring(person, read, i, next, taken, held.Count);
        }
        if (read.Count > 0)
        {
            person.Teacher = With(person.Teacher, InOrder(next));
        }
    }

    public override int Write(Stored<Teacher> teacher, string reference, RowWriter to)
    {
        foreach (var fact in Of(teacher.Value))
        {
            to.Text(reference);
            Write(fact, teacher.Value, to);
            to.End();
        }
        return Of(teacher.Value).Count;
    }

    /// <summary>The natural key: the columns that <see cref="Same"/> looks at.</summary>
    protected abstract IReadOnlyList<Column> Key { get; }

    protected abstract T Read(Row row, PersonMerge person);

    protected abstract IEnumerable<FieldFault> Check(T fact, PersonMerge person);

    /// <summary>Both tell of the same fact.</summary>
    protected abstract bool Same(T row, T fact);

    /// <summary>The row as the next version of a fact: its id, and whatever the table does not carry, stay.</summary>
    protected abstract T Keep(T row, T fact, SourceTable table);

    protected abstract string IdOf(T fact);

    protected abstract T WithId(T fact, string id);

    protected abstract IReadOnlyList<T> Of(Teacher teacher);

    protected abstract Teacher With(Teacher teacher, IReadOnlyList<T> facts);

    protected abstract void Write(T fact, Teacher teacher, RowWriter to);

    /// <summary>The key of a row that no other person may have; null when there is none, or it cannot be read.</summary>
    protected virtual (string Index, string Value)? UniqueKeyOf(T fact, Row row) => null;

    /// <summary>Oldest first where the record is kept so.</summary>
    protected virtual IReadOnlyList<T> InOrder(List<T> facts) => facts;

    // Equal facts first, so that a record that holds two with one key is found unchanged whatever the order of its rows.
    private bool IsUnchanged(T fact, Row row, IReadOnlyList<T> held, bool[] taken, PersonMerge person)
    {
        for (var i = 0; i < held.Count; i++)
        {
            if (!taken[i] && Same(fact, held[i]) && Keep(fact, held[i], row.Table).Equals(held[i]))
            {
                taken[i] = true;
                person.Took(IdOf(held[i]), row, RowResult.Unchanged);
                return true;
            }
        }
        return false;
    }

    private void Bring(PersonMerge person, List<(T Fact, Row Row)> read, int at, List<T> next, bool[] taken, int held)
    {
        var (fact, row) = read[at];
        var known = IsKeyRead(row);
        for (var i = 0; known && i < held; i++)
        {
            if (!taken[i] && Same(fact, next[i]))
            {
                taken[i] = true;
                if (row.Refused)
                {
                    Refuse(person, fact, row);
                    return;
                }
                next[i] = Keep(fact, next[i], row.Table);
                person.Took(IdOf(next[i]), row, RowResult.Changed);
                return;
            }
        }
        if (known && read.Take(at).FirstOrDefault(r => IsKeyRead(r.Row) && Same(fact, r.Fact)).Row is { } first)
        {
            row.Fault(null, ImportFaultCode.DuplicateRow, $"The same fact stands in row {first.Number}.");
        }
        if (row.Refused)
        {
            Refuse(person, fact, row);
            return;
        }
        var made = WithId(fact, Ids.New());
        next.Add(made);
        person.Took(IdOf(made), row, RowResult.Created);
    }

    private void Refuse(PersonMerge person, T fact, Row row)
    {
        person.RefuseRow(row);
        if (UniqueKeyOf(fact, row) is { } key)
        {
            person.RefusedKeys.Add((key.Index, key.Value, row));
        }
    }

    private bool IsKeyRead(Row row) => Key.All(column => row.Reads(column));
}
