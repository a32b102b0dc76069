namespace Faculty.Server.Imports.Sheets;

/// <summary>Codes of organisations whose own rows are refused: the fault is told there, and not again wherever the code stands.</summary>
internal sealed class UnclearCodes
{
    private readonly HashSet<string> codes = new(StringComparer.Ordinal);
    private bool any;

    /// <summary>A refused row; an empty code cannot be read and may be any.</summary>
    public void Add(string code)
    {
        any |= code.Length == 0;
        codes.Add(code);
    }

    /// <summary>The code may be that of a refused row.</summary>
    public bool May(string code) => any || codes.Contains(code);
}
