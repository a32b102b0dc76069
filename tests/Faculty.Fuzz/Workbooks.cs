using System.IO.Compression;

namespace Faculty.Fuzz;

/// <summary>Small workbooks, stored and not packed, so that a changed byte is a changed sign of the XML.</summary>
internal static class Workbooks
{
    public static readonly byte[] Sheet = """
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row>
        <row r="2"><c r="A2"><v>12.5</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2"><f>1+1</f><v>2</v></c></row>
        </sheetData></worksheet>
        """u8.ToArray();

    public static byte[] With(byte[] sheet)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "_rels/.rels", """<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"""u8);
            Add(zip, "xl/workbook.xml", """
                <workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="teachers" sheetId="1" r:id="r1"/></sheets></workbook>
                """u8);
            Add(zip, "xl/_rels/workbook.xml.rels", """
                <Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>
                """u8);
            Add(zip, "xl/worksheets/sheet1.xml", sheet);
            Add(zip, "xl/sharedStrings.xml", """<sst><si><t>staff_number</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>"""u8);
            Add(zip, "xl/styles.xml", """<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-m-d"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"""u8);
        }
        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        part.Write(content);
    }
}
