using System.Xml;

namespace Faculty.Server.Imports.Tables;

/// <summary>Which cell styles of a workbook show a number as a date.</summary>
internal sealed class CellStyles
{
    private readonly List<bool> isDate = [];

    public static CellStyles Read(XmlReader? xml)
    {
        var styles = new CellStyles();
        var custom = new Dictionary<string, bool>(StringComparer.Ordinal);
        var inCellFormats = false;
        while (xml is not null && XmlCells.Next(xml))
        {
            if (xml.LocalName == "cellXfs")
            {
                inCellFormats = xml.NodeType == XmlNodeType.Element;
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" })
            {
                custom[xml.GetAttribute("numFmtId") ?? ""] = ShowsDate(xml.GetAttribute("formatCode") ?? "");
            }
            else if (inCellFormats && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                var format = xml.GetAttribute("numFmtId") ?? "0";
                styles.isDate.Add(custom.TryGetValue(format, out var date) ? date : IsBuiltInDate(format));
            }
        }
        return styles;
    }

    public bool IsDate(int style) => style >= 0 && style < isDate.Count && isDate[style];

    // 14-22 everywhere; 27-36 and 50-58 are dates in Chinese, Japanese and Korean programs.
    private static bool IsBuiltInDate(string format) =>
        int.TryParse(format, out var number) && number is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 50 and <= 58);

    // A year, or a day, outside quotes and brackets: "yyyy-m-d", [$-804]yyyy"年"m"月".
    private static bool ShowsDate(string format)
    {
        var closing = '\0';
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (closing != '\0')
            {
                closing = c == closing ? '\0' : closing;
            }
            else if (c is '"' or '[')
            {
                closing = c == '"' ? '"' : ']';
            }
            else if (c is '\\' or '_' or '*')
            {
                i++;
            }
            else if (c is 'y' or 'Y' or 'd' or 'D')
            {
                return true;
            }
        }
        return false;
    }
}
