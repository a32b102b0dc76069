using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Teachers;

/// <summary>Possible duplicates and what people decide about them.</summary>
public sealed class DuplicateTests
{
    [Fact]
    public async Task Pairs_alike_are_listed_once_each_and_a_reviewed_pair_stays_reviewed()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var warned = await server.Teachers.CreateTeacherAsync(Hired());
        Assert.Empty(warned.Warnings);
        var first = warned.Teacher;
        var second = await server.Teachers.CreateTeacherAsync(new() { Identity = Wang() });
        Assert.Equal(["POSSIBLE_DUPLICATE"], second.Warnings);
        var third = (await server.Teachers.CreateTeacherAsync(new() { Identity = new(Wang()) { Sex = Sex.Female } })).Teacher;
        await server.Teachers.CreateTeacherAsync(new() { Identity = Wang("李四") });

        var pairs = await PairsAsync("");
        Assert.Equal(3, pairs.Count);
        Assert.Equal([3, 2, 2], pairs.Select(p => p.Matches.Count));
        Assert.All(pairs, p => Assert.True(string.CompareOrdinal(p.First.TeacherId, p.Second.TeacherId) < 0));
        Assert.Equal(2, (await PairsAsync(School)).Count);

        await server.Teachers.ReviewPossibleDuplicateAsync(new() { TeacherId = second.Teacher.TeacherId, OtherTeacherId = first.TeacherId });
        await server.Teachers.ReviewPossibleDuplicateAsync(new() { TeacherId = first.TeacherId, OtherTeacherId = third.TeacherId });
        await server.RestartAsync();
        var left = Assert.Single(await PairsAsync(""));
        Assert.Equal((second.Teacher.TeacherId, third.TeacherId), (left.First.TeacherId, left.Second.TeacherId));
        Assert.Empty(await PairsAsync(School));

        async Task<List<PossibleDuplicate>> PairsAsync(string school)
        {
            var listed = new List<PossibleDuplicate>();
            var request = new ListPossibleDuplicatesRequest { SchoolCode = school, PageSize = 1 };
            do
            {
                var page = await server.Teachers.ListPossibleDuplicatesAsync(request);
                listed.AddRange(page.Pairs);
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            Assert.Equal(listed, await server.Teachers.StreamPossibleDuplicates(new() { SchoolCode = school }).AllAsync().SelectMany(m => m.Pairs).ToListAsync());
            return listed;
        }
    }

    [Fact]
    public async Task A_merge_moves_facts_and_keys_and_can_be_undone()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var kept = (await server.Teachers.CreateTeacherAsync(new() { Identity = Wang() })).Teacher;
        var hired = Hired(staffNumber: "007");
        (hired.Identity.IdType, hired.Identity.IdNumber) = (IdType.Passport, "E12345678");
        var other = (await server.Teachers.CreateTeacherAsync(hired)).Teacher;

        var merged = (await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept.TeacherId, MergedTeacherId = other.TeacherId, RequestId = "0190a5c2-7d2e-7b0a-9c3e-1f2a3b4c5d6e" })).Teacher;
        Assert.Equal(other.Engagements, merged.Engagements);
        Assert.Equal(merged, await server.GetAsync(other.TeacherId));
        Assert.Equal(merged.TeacherId, (await server.Teachers.FindTeachersAsync(new() { Query = "007" })).Found[0].Teacher.TeacherId);
        Assert.Single((await server.Teachers.ListTeachersAsync(new() { NamePrefix = "王" })).Teachers);
        await Calls.RefusedAsync(ErrorReason.StaffNumberTaken, server.Teachers.CreateTeacherAsync(Hired("李四", "007")));
        await Calls.RefusedAsync(ErrorReason.TeacherMerged, server.Teachers.RecordHonourAsync(new() { TeacherId = other.TeacherId, Honour = new() { Title = "名师" } }));
        Assert.Equal(merged, (await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept.TeacherId, MergedTeacherId = other.TeacherId, RequestId = "0190a5c2-7d2e-7b0a-9c3e-1f2a3b4c5d6e" })).Teacher);

        var undone = await server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = other.TeacherId });
        Assert.Equal(new Teacher(kept) { Etag = "" }, new Teacher(undone.Teacher) { Etag = "" });
        Assert.Equal(new Teacher(other) { Etag = "" }, new Teacher(undone.UnmergedTeacher) { Etag = "" });
        Assert.Equal(undone.UnmergedTeacher, await server.GetAsync(other.TeacherId));
        await Calls.RefusedAsync(ErrorReason.NotMerged, server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = other.TeacherId }));
    }

    [Fact]
    public async Task Two_persons_are_not_merged()
    {
        await using var server = await TestServer.StartAsync();
        var one = (await server.Teachers.CreateTeacherAsync(new() { Identity = Wang() })).Teacher;
        var other = (await server.Teachers.CreateTeacherAsync(new() { Identity = new(Wang()) { BirthDate = Day(1981, 1, 1) } })).Teacher;

        var refused = await Calls.RefusedAsync(ErrorReason.MergeContradicts, server.Teachers.MergeTeachersAsync(new() { TeacherId = one.TeacherId, MergedTeacherId = other.TeacherId }));
        Assert.Equal("birth_date", refused.Fact("field"));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.MergeTeachersAsync(new() { TeacherId = one.TeacherId, MergedTeacherId = one.TeacherId }));
    }

    [Fact]
    public async Task An_id_number_belongs_to_one_record()
    {
        await using var server = await TestServer.StartAsync();
        var request = new CreateTeacherRequest { Identity = new(Wang()) { IdType = IdType.Passport, IdNumber = "e12345678" } };
        var owner = (await server.Teachers.CreateTeacherAsync(request)).Teacher;

        request.Identity.DisplayName = "李四";
        var refused = await Calls.RefusedAsync(ErrorReason.IdNumberTaken, server.Teachers.CreateTeacherAsync(request));
        Assert.Equal(owner.TeacherId, refused.Fact("teacher_id"));
        Assert.DoesNotContain("12345678", refused.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unknown_area_only_warns()
    {
        await using var server = await TestServer.StartAsync();
        var created = await server.Teachers.CreateTeacherAsync(new()
        {
            Identity = new(Wang()) { BirthDate = Day(1900, 1, 1), IdType = IdType.Resident, IdNumber = "999999190001010031" },
        });
        Assert.Equal(["UNKNOWN_AREA_CODE"], created.Warnings);
    }
}
