using Faculty.V1;

namespace Faculty.Server.Tests.Imports;

/// <summary>Imports of many blocks: what only one person may have is judged between blocks as within one, though nothing is held of all persons but who they are.</summary>
public sealed class BlocksTests
{
    // Three blocks in each of the two parts that are worked on at once; whatever part these persons are in, each is in a block of its own.
    private const int Persons = 2_400;
    private static readonly int[] Alike = [0, 1_200, 2_399];

    [Fact]
    public async Task An_ID_number_that_several_persons_of_a_file_bear_is_one_persons_and_the_others_are_told_and_refused()
    {
        await using var server = await TestServer.StartAsync();
        var first = await Many(i => Alike.Contains(i) ? "14058119800101001X" : "").ImportAsync(server, ImportMode.Blocks);
        Assert.All(first.Errors, f => Assert.True(f.Code is ImportFaultCode.IdNumberTaken or ImportFaultCode.AmbiguousTeacher, f.ToString()));
        Assert.Equal((Alike.Length - 1, Alike.Length - 1), (first.Errors.Select(f => f.Row).Distinct().Count(), first.Outcome.BlocksRefused));

        var bearer = Assert.Single(await AllAsync(server), t => t.Identity.MaskedIdNumber.Length > 0);
        Assert.Equal($"N{bearer.Identity.DisplayName[2..]}", Assert.Single(bearer.Engagements).StaffNumber);

        // Whoever bears it keeps it; with the others mended the next run finishes.
        var second = await Many(i => bearer.Identity.DisplayName == $"样本{i}" ? "14058119800101001X" : "").ImportAsync(server, ImportMode.Blocks);
        Assert.Empty(second.Errors);
        Assert.Equal(0, second.Outcome.BlocksRefused);
        Assert.Equal(Persons, (await AllAsync(server)).Select(t => t.Identity.DisplayName).Distinct().Count());
    }

    [Fact]
    public async Task Running_a_file_again_does_not_make_one_record_of_two_persons_with_one_ID_number()
    {
        await using var server = await TestServer.StartAsync();
        var roster = TestRoster.Small().Change("teachers", "T2,李·样本,FEMALE,1970-05-17,,,,", "T1B,张·样本,男,1900-01-01,,14058119000101003X,,").Only("organisations", "teachers", "engagements", "posts")
            .Change("engagements", "T2,GP,EXTERNAL_ENTERPRISE,0002", "T1B,GP,EXTERNAL_ENTERPRISE,0009").Change("posts", "T2,", "T1B,");
        await TestRoster.Small().Only("organisations", "teachers", "engagements", "posts").ImportAsync(server);
        for (var run = 0; run < 2; run++)
        {
            var imported = await roster.ImportAsync(server, ImportMode.Partial);
            Assert.Equal(ImportFaultCode.AmbiguousTeacher, Assert.Single(imported.Errors).Code);
            Assert.Equal(0, imported.Outcome.Counts.Sum(c => c.Created + c.Changed));
        }
        Assert.Equal(["李·样本", "王示例"], (await AllAsync(server)).Select(t => t.Identity.DisplayName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_that_two_persons_in_different_blocks_bear_is_refused_and_the_mended_file_finishes(bool certificate)
    {
        await using var server = await TestServer.StartAsync();
        TestRoster Roster(string other) => Many(_ => "", staffNumber: i => i == 2_399 && !certificate ? other : $"N{i}")
            .With("recognitions", "teacher_ref,level,certificate_number,authority,start_date", "M0,JUNIOR,SX-1,山西省教育厅,2020-01-01", $"M2399,JUNIOR,{(certificate ? other : "SX-2")},山西省教育厅,2020-01-01");
        var first = await Roster(certificate ? "SX-1" : "N0").ImportAsync(server, ImportMode.Blocks);
        var told = Assert.Single(first.Errors).Code;
        Assert.True(told == ImportFaultCode.CertificateTaken || (!certificate && told is ImportFaultCode.StaffNumberTaken or ImportFaultCode.AmbiguousTeacher), $"{told}");
        Assert.Equal(1, first.Outcome.BlocksRefused);
        var bearer = (await AllAsync(server)).SelectMany(t => t.Recognitions.Select(r => (t.Identity.DisplayName, r.CertificateNumber)).Where(r => r.CertificateNumber == "SX-1")).ToList();
        Assert.Single(bearer);

        var mended = bearer[0].DisplayName == "样本0" ? Roster(certificate ? "SX-2" : "N2399") : Roster("SX-1").Change("recognitions", "M0,JUNIOR,SX-1", "M0,JUNIOR,SX-2");
        var second = await mended.ImportAsync(server, ImportMode.Blocks);
        Assert.Empty(second.Errors);
        Assert.Equal(Persons, (await AllAsync(server)).Count);
    }

    private static TestRoster Many(Func<int, string> idNumber, Func<int, string>? staffNumber = null) => TestRoster.Small().Only("organisations")
        .With("teachers", TestRoster.TeacherHeader, [.. Enumerable.Range(0, Persons).Select(i => $"M{i},样本{i},男,1980-01-01,,{idNumber(i)},,")])
        .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date", [.. Enumerable.Range(0, Persons).Select(i => $"M{i},GP,EXTERNAL_SCHOOL,{staffNumber?.Invoke(i) ?? $"N{i}"},2010-09-01")])
        .With("posts", "teacher_ref,school_code,department_code,category,start_date", [.. Enumerable.Range(0, Persons).Select(i => $"M{i},GP,GP-ZB,SPECIALTY,2010-09-01")]);

    private static async Task<List<Teacher>> AllAsync(TestServer server)
    {
        var all = new List<Teacher>();
        await foreach (var page in server.Teachers.StreamTeachers(new()).AllAsync())
        {
            all.AddRange(page.Teachers);
        }
        return all;
    }
}
