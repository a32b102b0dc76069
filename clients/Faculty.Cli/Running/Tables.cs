using System.Collections;
using Faculty.Client;
using Google.Protobuf;
using Google.Type;
using Spectre.Console;

namespace Faculty.Cli.Running;

/// <summary>Tables: columns aligned also where letters are two cells wide.</summary>
internal static class Tables
{
    public static Table New(params IReadOnlyList<string> headers)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header)));
        }
        return table;
    }

    /// <summary>The column holds numbers.</summary>
    public static Table Right(this Table table, params IReadOnlyList<int> columns)
    {
        foreach (var column in columns)
        {
            table.Columns[column].Alignment = Justify.Right;
        }
        return table;
    }

    /// <summary>Writes a table of rows, when there are any.</summary>
    public static void WriteRows<T>(this Run run, IReadOnlyCollection<T> rows, Func<T, IEnumerable<string>> cells, params IReadOnlyList<string> headers)
    {
        if (rows.Count > 0)
        {
            var table = New(headers);
            rows.ToList().ForEach(row => table.Row(cells(row)));
            run.Write(table);
        }
    }

    public static void Row(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(c => new Text(c)));

    /// <summary>Facts of one kind, a row each, a column a field that any of them has.</summary>
    public static Table? Facts<T>(IReadOnlyList<T> facts, Words words) where T : IMessage
    {
        if (facts.Count == 0)
        {
            return null;
        }
        var columns = facts[0].Descriptor.Fields.InDeclarationOrder()
            .Where(f => facts.Any(m => Cell(f.Accessor.GetValue(m), words).Length > 0)).ToList();
        var table = New([.. columns.Select(c => words.Language == Language.Chinese ? FieldTerms.Of(c) : c.Name.Replace('_', ' '))]);
        foreach (var fact in facts)
        {
            table.Row(columns.Select(c => CodeNames.Of(c.FullName, Cell(c.Accessor.GetValue(fact), words))));
        }
        return table;
    }

    public static string Cell(object? value, Words words) => value switch
    {
        null => "",
        Date date => Dates.Of(date),
        Google.Protobuf.WellKnownTypes.Timestamp time => Dates.Of(time),
        Enum coded => words.Of(coded),
        true => words["yes", "是"],
        false => "",
        string text => text,
        IMessage message => string.Join(' ', message.Descriptor.Fields.InDeclarationOrder()
            .Where(f => !f.Name.EndsWith("_id", StringComparison.Ordinal))
            .Select(f => Cell(f.Accessor.GetValue(message), words)).Where(c => c.Length > 0)),
        IEnumerable many => string.Join("; ", many.Cast<object>().Select(v => Cell(v, words))),
        _ => $"{value}",
    };
}
