namespace Faculty.Server.Imports.Sheets;

/// <summary>A column of a sheet: its header in English and Chinese, and what a spreadsheet program should know about it.</summary>
internal sealed class Column(string name, string label)
{
    public string Name { get; } = name;

    public string Label { get; } = label;

    /// <summary>Its place in the sheet, from 0; set when the sheet is built.</summary>
    public int Index { get; set; }

    public bool Required { get; init; }

    /// <summary>The value in a fault is hidden but for its ends.</summary>
    public bool Personal { get; init; }

    /// <summary>Digits that are no quantity: cells are formatted as text, so that a spreadsheet program does not round them.</summary>
    public bool Identifier { get; init; }

    /// <summary>The values offered in a drop-down.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>For the person who fills the template, in Chinese and English.</summary>
    public string Note { get; init; } = "";

    /// <summary>The field of the fact's checks, where it is not the column's name.</summary>
    public string Field { get; init; } = name;
}
