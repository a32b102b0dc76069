using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Faculty.Cli.Generate;

/// <summary>
/// The CSV files of a folder as one workbook, a sheet a file, all cells text. Written by hand because the packages stamp the clock
/// into what they write, and the same seed must give the same bytes.
/// </summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string PartType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private static readonly XmlWriterSettings Utf8 = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string folder, string path)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        var sheets = RosterFiles.Names;
        Part(zip, "[Content_Types].xml", xml =>
        {
            xml.WriteStartElement("Types", ContentTypes);
            Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
            Element(xml, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", $"{PartType}.sheet.main+xml"));
            for (var i = 1; i <= sheets.Count; i++)
                Element(xml, "Override", ("PartName", $"/xl/worksheets/sheet{i}.xml"), ("ContentType", $"{PartType}.worksheet+xml"));
        });
        Part(zip, "_rels/.rels", xml =>
        {
            xml.WriteStartElement("Relationships", Relations);
            Element(xml, "Relationship", ("Id", "rId1"), ("Type", $"{OfficeRelations}/officeDocument"), ("Target", "xl/workbook.xml"));
        });
        Part(zip, "xl/_rels/workbook.xml.rels", xml =>
        {
            xml.WriteStartElement("Relationships", Relations);
            for (var i = 1; i <= sheets.Count; i++)
            {
                Element(xml, "Relationship",
                    ("Id", $"rId{i}"), ("Type", $"{OfficeRelations}/worksheet"), ("Target", $"worksheets/sheet{i}.xml"));
            }
        });
        Part(zip, "xl/workbook.xml", xml =>
        {
            xml.WriteStartElement("workbook", Main);
            xml.WriteStartElement("sheets");
            for (var i = 1; i <= sheets.Count; i++)
            {
                xml.WriteStartElement("sheet");
                xml.WriteAttributeString("name", sheets[i - 1]);
                xml.WriteAttributeString("sheetId", i.ToString());
                xml.WriteAttributeString("r", "id", OfficeRelations, $"rId{i}");
                xml.WriteEndElement();
            }
        });
        for (var i = 1; i <= sheets.Count; i++)
            Part(zip, $"xl/worksheets/sheet{i}.xml", xml => Sheet(xml, Path.Combine(folder, $"{sheets[i - 1]}.csv")));
    }

    private static void Sheet(XmlWriter xml, string csv)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData");
        var row = 0;
        foreach (var line in File.ReadLines(csv))
        {
            xml.WriteStartElement("row");
            xml.WriteAttributeString("r", (++row).ToString());
            var column = 'A';
            foreach (var cell in line.Split(','))
            {
                var reference = $"{column++}{row}";
                if (cell.Length == 0)
                    continue;
                xml.WriteStartElement("c");
                xml.WriteAttributeString("r", reference);
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is");
                xml.WriteStartElement("t");
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(cell);
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
    }

    private static void Part(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, Utf8);
        write(xml);
        xml.WriteEndDocument();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }
}
