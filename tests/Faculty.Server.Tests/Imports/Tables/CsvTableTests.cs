using System.Text;
using Faculty.Server.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Tests.Imports.Tables;

public sealed class CsvTableTests
{
    [Fact]
    public void Quotes_commas_and_line_breaks_are_read_as_RFC_4180_says() =>
        Assert.Equal(["1|a|b,c|d \"e\" f|g\r\nh", "2|x||y"], Rows("a,\"b,c\",\"d \"\"e\"\" f\",\"g\r\nh\"\r\nx,,y\r\n"));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_header() =>
        Assert.Equal(["1|teacher_ref|name"], Rows("\ufeffteacher_ref,name\n"));

    [Fact]
    public void Empty_lines_count_as_rows() => Assert.Equal(["1|a|b", "3|c|d"], Rows("a,b\n\nc,d"));

    [Fact]
    public void Text_in_another_encoding_is_refused()
    {
        var gbk = new byte[] { 0xbd, 0xcc, 0xca, 0xa6, (byte)',', (byte)'b', (byte)'\n' };
        var refused = Assert.Throws<UnreadableTableException>(() => Read(gbk));
        Assert.Equal(ImportFaultCode.Unreadable, refused.Code);
        Assert.Contains("UTF-8", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_that_never_ends_is_refused() =>
        Assert.Equal(ImportFaultCode.Limit, Assert.Throws<UnreadableTableException>(() => Rows("a,\"b\n" + string.Concat(Enumerable.Repeat("0123456789,\n", 3_000_000)))).Code);

    [Fact]
    public void A_cell_longer_than_any_cell_may_be_is_left_out() =>
        Assert.Equal(["1|TooLong:|b"], Rows($"{new string('x', TableLimits.CellCharacters + 1)},b\n"));

    private static List<string> Rows(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static List<string> Read(byte[] bytes)
    {
        using var table = CsvTable.Open(new MemoryStream(bytes));
        return Xlsx.Rows(table);
    }
}
