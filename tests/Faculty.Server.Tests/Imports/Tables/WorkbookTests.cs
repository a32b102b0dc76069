using System.Diagnostics;
using System.Text;
using Faculty.Server.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Tests.Imports.Tables;

public sealed class WorkbookTests
{
    [Fact]
    public void Texts_stand_in_cells_or_are_shared()
    {
        var book = Xlsx.Of("<row r='1'><c r='A1' t='s'><v>1</v></c><c r='C1' t='inlineStr'><is><t>丙</t></is></c></row>", strings: "<si><t>甲</t></si><si><r><t>乙</t></r><r><t> 和</t></r><rPh sb='0' eb='1'><t>yi</t></rPh></si>");
        Assert.Equal(["1|乙 和||丙"], Xlsx.Rows(book));
    }

    [Fact]
    public void Rows_keep_the_numbers_the_spreadsheet_program_shows() =>
        Assert.Equal(["1|a", "7|b"], Xlsx.Rows(Xlsx.Of($"{Xlsx.Row(1, "a")}<row r='3'><c r='A3' s='1'/></row>{Xlsx.Row(7, "b")}")));

    [Theory]
    [InlineData(1, "1", "1900-01-01")]
    [InlineData(1, "59", "1900-02-28")]
    [InlineData(1, "60", "1900-02-29")]
    [InlineData(1, "61", "1900-03-01")]
    [InlineData(1, "45170", "2023-09-01")]
    [InlineData(2, "45170.5", "2023-09-01")]
    public void Numbers_shown_as_dates_are_days_of_the_1900_count(int style, string serial, string day) =>
        Assert.Equal([$"1|Day:{day}"], Xlsx.Rows(Xlsx.Of($"<row r='1'><c r='A1' s='{style}'><v>{serial}</v></c></row>")));

    [Fact]
    public void Numbers_shown_as_dates_are_days_of_the_1904_count_where_the_workbook_says_so() =>
        Assert.Equal(["1|Day:1904-01-02"], Xlsx.Rows(Xlsx.Of("<row r='1'><c r='A1' s='1'><v>1</v></c></row>", from1904: true)));

    [Fact]
    public void Other_numbers_stay_as_the_workbook_stores_them() =>
        Assert.Equal(["1|Number:1.40581190001010E+17|Number:45170|Number:2023.1"], Xlsx.Rows(Xlsx.Of("<row r='1'><c r='A1'><v>1.40581190001010E+17</v></c><c r='B1' s='3'><v>45170</v></c><c r='C1'><v>2023.1</v></c></row>")));

    [Fact]
    public void Formulas_and_errors_are_told_apart_from_values() =>
        Assert.Equal(
            ["1|Formula:42|Error:#N/A|Formula:x|Boolean:TRUE|z"],
            Xlsx.Rows(Xlsx.Of("<row r='1'><c r='A1'><f>6*7</f><v>42</v></c><c r='B1' t='e'><v>#N/A</v></c><c r='C1' t='str'><f/><v>x</v></c><c r='D1' t='b'><v>1</v></c><c r='E1' t='str'><v>z</v></c></row>")));

    [Theory]
    [InlineData(new byte[] { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0 }, ".xls")]
    [InlineData(new byte[] { (byte)'<', (byte)'h', (byte)'t', (byte)'m', (byte)'l', (byte)'>', 0, 0, 0 }, "not an .xlsx")]
    [InlineData(new byte[] { }, "empty")]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 9, 9, 9, 9, 9, 9, 9, 9 }, "not an .xlsx")]
    public void What_is_no_workbook_is_refused_as_such(byte[] file, string says)
    {
        var refused = Assert.Throws<UnreadableTableException>(() => Workbook.Open(new MemoryStream(file)));
        Assert.Equal(ImportFaultCode.Unreadable, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Remedy);
    }

    [Fact]
    public void A_sheet_cut_short_is_refused()
    {
        var book = Xlsx.Of($"{Xlsx.Row(1, "a")}<row r='2'><c r='A2'");
        Assert.Equal(ImportFaultCode.Unreadable, Assert.Throws<UnreadableTableException>(() => Xlsx.Rows(book)).Code);
    }

    [Fact]
    public void Entities_are_refused()
    {
        var book = Xlsx.Of("", more: zip => { });
        var evil = Xlsx.Of("<row/></sheetData></worksheet>", strings: "</sst><!DOCTYPE x>");
        Assert.Empty(Xlsx.Rows(book));
        Assert.Equal(ImportFaultCode.Unreadable, Assert.Throws<UnreadableTableException>(() => Xlsx.Rows(evil)).Code);
    }

    [Fact]
    public void A_cell_longer_than_any_cell_may_be_is_left_out()
    {
        var book = Xlsx.Of(Xlsx.Row(1, new string('x', TableLimits.CellCharacters), new string('y', TableLimits.CellCharacters + 1), "z"));
        Assert.Equal([$"1|{new string('x', TableLimits.CellCharacters)}|TooLong:|z"], Xlsx.Rows(book));
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_inflates()
    {
        // Some 100 KB that would inflate to 100 MB of rows.
        var book = Xlsx.Of(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 4_000_000)));
        Assert.True(book.Length < 1 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begun = Stopwatch.GetTimestamp();
        var refused = Assert.Throws<UnreadableTableException>(() =>
        {
            using var open = Workbook.Open(new MemoryStream(book));
            using var table = open.Sheet("teachers");
            while (table.Read())
            {
            }
        });
        Assert.Equal(ImportFaultCode.Limit, refused.Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20, $"allocated {GC.GetAllocatedBytesForCurrentThread() - before} bytes in {Stopwatch.GetElapsedTime(begun)}");
    }

    [Fact]
    public void Shared_texts_are_bounded()
    {
        var book = Xlsx.Of("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", strings: string.Concat(Enumerable.Range(0, 600_000).Select(i => $"<si><t>{i * 7919L % 1_000_003}{new string((char)('a' + (i % 26)), i % 40)}</t></si>")).PadRight(1));
        Assert.Single(Xlsx.Rows(book));
        var tooMany = Xlsx.Of("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", strings: string.Concat(Enumerable.Repeat("<si/>", TableLimits.SharedStrings + 1)));
        Assert.Equal(ImportFaultCode.Limit, Assert.Throws<UnreadableTableException>(() => Xlsx.Rows(tooMany)).Code);
    }

    [Theory]
    [InlineData("<styleSheet><cellXfs><xf numFmtId='14'")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><styleSheet/>")]
    public void Styles_that_are_not_XML_are_refused(string styles)
    {
        var book = Xlsx.With(Xlsx.Of(Xlsx.Row(1, "a")), "xl/styles.xml", styles);
        Assert.Equal(ImportFaultCode.Unreadable, Assert.Throws<UnreadableTableException>(() => Xlsx.Rows(book)).Code);
    }

    [Fact]
    public void A_part_that_the_list_describes_wrongly_is_refused()
    {
        var book = Xlsx.Of(Xlsx.Row(1, "a"));
        // The last time the name stands, it is in the list; the compressed size is 26 bytes before it.
        var name = book.AsSpan().LastIndexOf("xl/worksheets/s0.xml"u8);
        book.AsSpan(name - 26, 4).Fill(0x7f);
        Assert.Equal(ImportFaultCode.Unreadable, Assert.Throws<UnreadableTableException>(() => Xlsx.Rows(book)).Code);
    }

    [Theory]
    [InlineData("<row r='", "1", "'/>", 2 << 20)]
    [InlineData("<row ", "a='>' ", "/>", 1 << 19)]
    [InlineData("<", "row", "/>", 1 << 19)]
    [InlineData("", "<a>", "", 100)]
    public void Tags_that_an_XML_reader_would_keep_in_memory_are_bounded(string open, string repeated, string close, int times)
    {
        var book = Xlsx.Of($"{open}{new StringBuilder().Insert(0, repeated, times)}{close}");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<UnreadableTableException>(() => Xlsx.Rows(book));
        Assert.Equal(ImportFaultCode.Limit, refused.Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 32 << 20);
    }

    [Fact]
    public void A_list_of_very_many_parts_is_refused_before_it_is_read()
    {
        var book = Xlsx.Of(Xlsx.Row(1, "a"), more: zip =>
        {
            for (var i = 0; i < 20_000; i++) zip.CreateEntry($"part-{i}");
        });
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ImportFaultCode.Limit, Assert.Throws<UnreadableTableException>(() => Workbook.Open(new MemoryStream(book))).Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_cell_far_to_the_right_is_refused() =>
        Assert.Equal(ImportFaultCode.Limit, Assert.Throws<UnreadableTableException>(() => Xlsx.Rows(Xlsx.Of("<row r='1'><c r='XFD1'><v>1</v></c></row>"))).Code);
}
