using Faculty.Server.Imports.Rows;
using Faculty.V1;

namespace Faculty.Server.Tests.Imports.Rows;

public sealed class DateCellTests
{
    [Theory]
    [InlineData("2023-09-01", "2023-09-01")]
    [InlineData("2023/9/1", "2023-09-01")]
    [InlineData("2023.9.1", "2023-09-01")]
    [InlineData("2023年9月1日", "2023-09-01")]
    [InlineData("2023-09", "2023-09")]
    [InlineData("2023.09", "2023-09")]
    [InlineData("2023年9月", "2023-09")]
    [InlineData("2024-02-29", "2024-02-29")]
    public void Dates_are_read_as_people_write_them(string text, string date)
    {
        Assert.Null(DateCell.Read(text, out var read));
        Assert.Equal(date, read.ToString());
    }

    [Theory]
    [InlineData("2023-02-30", ImportFaultCode.ImpossibleDate)]
    [InlineData("2023-02-29", ImportFaultCode.ImpossibleDate)]
    [InlineData("2023-13-01", ImportFaultCode.ImpossibleDate)]
    [InlineData("2023.9.31", ImportFaultCode.ImpossibleDate)]
    [InlineData("0000-01-01", ImportFaultCode.ImpossibleDate)]
    [InlineData("2023", ImportFaultCode.NotADate)]
    [InlineData("23-9-1", ImportFaultCode.NotADate)]
    [InlineData("2023-9/1", ImportFaultCode.NotADate)]
    [InlineData("2023-09-01x", ImportFaultCode.NotADate)]
    [InlineData("2023年9-1", ImportFaultCode.NotADate)]
    [InlineData("2023年9", ImportFaultCode.NotADate)]
    [InlineData("２０２３-09-01", ImportFaultCode.NotADate)]
    [InlineData("45170", ImportFaultCode.NotADate)]
    [InlineData("1/9/2023", ImportFaultCode.NotADate)]
    [InlineData("至今", ImportFaultCode.NotADate)]
    public void What_is_no_day_is_told(string text, ImportFaultCode fault) => Assert.Equal(fault, DateCell.Read(text, out _));
}
