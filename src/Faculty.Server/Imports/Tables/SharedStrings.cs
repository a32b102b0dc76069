using System.Xml;

namespace Faculty.Server.Imports.Tables;

/// <summary>The texts that the cells of a workbook share: one stretch of characters, not a string each, and bounded.</summary>
internal sealed class SharedStrings
{
    private char[] characters = new char[1 << 16];
    private int[] ends = new int[1 << 10];
    private int used;
    private int count;

    public static SharedStrings Read(XmlReader? xml)
    {
        var strings = new SharedStrings();
        while (xml is not null && XmlCells.Next(xml))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                strings.Add(xml);
            }
        }
        return strings;
    }

    public ReadOnlySpan<char> At(ReadOnlySpan<char> index) =>
        int.TryParse(index, out var at) && at >= 0 && at < count
            ? characters.AsSpan(at == 0 ? 0 : ends[at - 1], ends[at] - (at == 0 ? 0 : ends[at - 1]))
            : throw new UnreadableTableException(V1.ImportFaultCode.Unreadable, "A cell names a shared text that the workbook does not have.", "Open the workbook in a spreadsheet program and save it again.");

    private void Add(XmlReader xml)
    {
        if (!xml.IsEmptyElement)
        {
            foreach (var _ in XmlCells.Texts(xml, "si"))
            {
                Append(xml);
            }
        }
        if (count == ends.Length)
        {
            Array.Resize(ref ends, count * 2);
        }
        ends[count++] = used;
        if (count > TableLimits.SharedStrings)
        {
            throw UnreadableTableException.Limit($"The workbook has more than {TableLimits.SharedStrings} different texts.", "Split the workbook, or import CSV files.");
        }
    }

    private void Append(XmlReader xml)
    {
        while (true)
        {
            if (used == characters.Length)
            {
                if (used >= TableLimits.SharedCharacters)
                {
                    throw UnreadableTableException.Limit($"The texts of the workbook have more than {TableLimits.SharedCharacters} characters.", "Split the workbook, or import CSV files.");
                }
                Array.Resize(ref characters, used * 2);
            }
            var read = xml.ReadValueChunk(characters, used, characters.Length - used);
            if (read == 0)
            {
                return;
            }
            used += read;
        }
    }
}
