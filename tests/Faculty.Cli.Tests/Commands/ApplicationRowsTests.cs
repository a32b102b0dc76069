using System.Text;
using Faculty.Cli.Applications;
using Faculty.Cli.Running;
using Faculty.Cli.Tests.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Tests.Commands;

/// <summary>Applications read from a CSV file, before any server is asked.</summary>
public sealed class ApplicationRowsTests
{
    [Fact]
    public void Lines_become_applications_in_their_order_whatever_the_columns_order_and_the_quotes()
    {
        var read = Read("\ufefffield,level,teacher_id\r\n\"机电, \"\"数控\"\"\",初级,T1\r\n\r\n\"两\n行\",MIDDLE, T2 \r\n");

        Assert.Equal(
            [
                new NewApplication { TeacherId = "T1", Level = RecognitionLevel.Junior, Field = "机电, \"数控\"" },
                new NewApplication { TeacherId = "T2", Level = RecognitionLevel.Middle, Field = "两\n行" },
            ],
            read);
    }

    [Theory]
    [InlineData("", "line 1, teacher_id: the header has no such column")]
    [InlineData("teacher_id,level\nT1,初级\n", "line 1, field: the header has no such column")]
    [InlineData("teacher_id,level,field,name\nT1,初级,机电,王\n", "line 1, 4: a column is one of")]
    [InlineData("teacher_id,level,field,level\nT1,初级,机电,初级\n", "line 1, level: the column is there twice")]
    [InlineData("teacher_id,level,field\n", "line 2: there is no application")]
    [InlineData("teacher_id,level,field\nT1,初级,机电\n,初级,机电\n", "line 3, teacher_id: is empty")]
    [InlineData("teacher_id,level,field\n\"T\n1\",初级,机电\nT2,best,机电\n", "line 4, level: takes one of JUNIOR, MIDDLE, SENIOR")]
    [InlineData("teacher_id,level,field\nT1,初级,机电\nT2,初级,机电\nT1,中级,机电\n", "line 4, teacher_id: is in line 2 already")]
    [InlineData("teacher_id,level,field\nT1,初级,机电,x\n", "line 2: 4 cells, the header has 3")]
    public void A_fault_names_its_line_and_column(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<UsageException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_told_at_once_up_to_twenty_and_never_what_stands_there()
    {
        var told = Assert.Throws<UsageException>(() => Read("teacher_id,level,field\n" + string.Concat(Enumerable.Repeat("T1,王晓明,机电\n", 30)))).Message;

        Assert.Equal(20, told.Split('\n').Length);
        Assert.DoesNotContain("王晓明", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_file_ends_with_2_before_a_server_is_asked_and_is_told_in_Chinese()
    {
        var folder = Directory.CreateTempSubdirectory("faculty-rows-");
        try
        {
            var file = Path.Combine(folder.FullName, "a.csv");
            await File.WriteAllTextAsync(file, "teacher_id,level,field\nT1,特级,机电\n");
            var ran = await Ran.OfAsync("applications", "create", "GP-2026-1", "--file", file, "--server", "http://127.0.0.1:1", "--language", "zh");

            Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
            Assert.Contains("第 2 行 level 列：应填下列之一：初级、中级、高级。", ran.Error, StringComparison.Ordinal);
            await File.WriteAllBytesAsync(file, [.. Encoding.UTF8.GetBytes("teacher_id,level,field\n"), 0xC3, 0x28]);
            Assert.Contains("UTF-8", (await Ran.OfAsync("applications", "create", "GP-2026-1", "--file", file, "--server", "http://127.0.0.1:1")).Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<NewApplication> Read(string text) => [.. ApplicationRows.Read(Encoding.UTF8.GetBytes(text), "a.csv", new Words(Language.English)).Select(l => l.Application)];
}
