using System.Text;
using System.Xml;

namespace Faculty.Server.Imports.Tables;

/// <summary>How the XML of a workbook is read: forward, without entities, never the network.</summary>
internal static class XmlCells
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        MaxCharactersInDocument = TableLimits.EntryBytes,
    };

    /// <summary>UTF-8, as spreadsheet programs write, whatever the part declares: <see cref="CountingStream"/> looks at its bytes.</summary>
    public static XmlReader Open(Stream stream) => XmlReader.Create(new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 14), Settings);

    /// <summary>Goes to the next node. The reader remembers all elements around it, so they must not lie deep in one another.</summary>
    public static bool Next(XmlReader xml)
    {
        if (xml.Depth > TableLimits.Depth)
        {
            throw UnreadableTableException.Limit($"A part of the workbook has elements more than {TableLimits.Depth} deep.", "Copy the rows into an empty workbook, and save again.");
        }
        return xml.Read();
    }

    /// <summary>Stops at every text node inside the element the reader stands on, but not in phonetic hints.</summary>
    public static IEnumerable<bool> Texts(XmlReader xml, string element)
    {
        var depth = xml.Depth;
        var phonetic = 0;
        while (Next(xml) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth && xml.LocalName == element))
        {
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
            {
                phonetic += xml.NodeType == XmlNodeType.Element ? 1 : -1;
            }
            else if (phonetic == 0 && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && xml.Depth > depth + 1)
            {
                yield return true;
            }
        }
    }
}
