using Faculty.V1;
using Google.Protobuf.WellKnownTypes;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Teachers;

/// <summary>A teacher's working life over the wire.</summary>
public sealed class TeacherLifeTests
{
    [Fact]
    public async Task What_is_created_is_read_back_with_numbers_masked()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var request = Hired("𠮷·买买提", "0001");
        request.Identity.BirthDate = Day(1900, 1, 1);
        request.Identity.IdType = IdType.Resident;
        request.Identity.IdNumber = "１４０５８１１９０００１０１００３ｘ";
        request.Identity.Mobile = "13800000000";
        request.Identity.EthnicGroup = "05";

        var created = await server.Teachers.CreateTeacherAsync(request);
        var read = await server.GetAsync(created.Teacher.TeacherId);

        Assert.Equal(created.Teacher, read);
        Assert.Equal("𠮷·买买提", read.Identity.DisplayName);
        Assert.Equal(("140581********003X", "", "138****0000", ""), (read.Identity.MaskedIdNumber, read.Identity.IdNumber, read.Identity.MaskedMobile, read.Identity.Mobile));
        Assert.Equal(read.Engagements[0].EngagementId, Assert.Single(read.Posts).EngagementId);
        Assert.Empty(created.Warnings);
    }

    [Fact]
    public async Task A_life_of_verbs_is_kept_whole_in_the_history()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        var id = (await server.HireAsync()).TeacherId;

        var teacher = (await server.Teachers.ChangeCategoryAsync(new()
        {
            TeacherId = id, EngagementId = (await server.GetAsync(id)).Engagements[0].EngagementId, Category = PostCategory.Practice, StartDate = Day(2020, 9, 1),
        })).Teacher;
        teacher = (await server.Teachers.StartPostAsync(new()
        {
            TeacherId = id,
            Post = new() { EngagementId = teacher.Engagements[0].EngagementId, DepartmentCode = "GP-XX", Category = PostCategory.Admin, StartDate = Day(2021, 9, 1) },
        })).Teacher;
        teacher = (await server.Teachers.EndPostAsync(new() { TeacherId = id, PostId = teacher.Posts[2].PostId, LastDate = Day(2022, 8, 31), Etag = teacher.Etag })).Teacher;
        teacher = (await server.Teachers.RecordSpellAsync(new() { TeacherId = id, Spell = new() { SchoolCode = School, SpellReason = SpellReason.Study, StartDate = Day(2023, 2, 20) } })).Teacher;
        teacher = (await server.Teachers.EndSpellAsync(new() { TeacherId = id, SpellId = teacher.Spells[0].SpellId, LastDate = Day(2024, 1, 20) })).Teacher;
        teacher = (await server.Teachers.TransferTeacherAsync(new() { TeacherId = id, Engagement = FullTime(Day(2025, 9, 1), "JC"), Post = Specialty("JC-JD"), Reason = "调动" })).Teacher;
        teacher = (await server.Teachers.EndEngagementAsync(new() { TeacherId = id, EngagementId = teacher.Engagements[1].EngagementId, LastDate = Day(2025, 10, 31), EndReason = "辞职" })).Teacher;

        Assert.Equal([Day(2025, 8, 31), Day(2025, 10, 31)], teacher.Engagements.Select(e => e.LastDate));
        Assert.Equal([PostCategory.Specialty, PostCategory.Practice, PostCategory.Admin, PostCategory.Specialty], teacher.Posts.Select(p => p.Category));
        Assert.Equal(teacher, await server.GetAsync(id));

        var versions = (await server.Teachers.ListTeacherVersionsAsync(new() { TeacherId = id })).Versions;
        Assert.Equal(
            ["EndEngagement", "TransferTeacher", "EndSpell", "RecordSpell", "EndPost", "StartPost", "ChangeCategory", "CreateTeacher"],
            versions.Select(v => v.Action.Split('/')[^1]));
        Assert.Equal(versions, await server.Teachers.StreamTeacherVersions(new() { TeacherId = id }).AllAsync().SelectMany(m => m.Versions.ToAsyncEnumerable()).ToListAsync());
        Assert.Equal("调动", versions[1].Reason);
        Assert.All(versions, v => Assert.Equal("", v.Teacher.Identity.IdNumber));
        Assert.Single(versions[^1].Teacher.Posts);
    }

    [Fact]
    public async Task What_was_known_then_is_answered_for_ever()
    {
        var clock = TestClock.At(2025, 10, 1);
        await using var server = await TestServer.StartAsync(clock);
        await server.AddTreeAsync();
        var hired = await server.HireAsync();
        var then = long.Parse(hired.Etag.Trim('"'));
        clock.Now = clock.Now.AddDays(30);
        await server.Teachers.EndEngagementAsync(new() { TeacherId = hired.TeacherId, EngagementId = hired.Engagements[0].EngagementId, LastDate = Day(2025, 8, 31) });

        foreach (var knownAt in new[] { new KnownAt { Revision = then }, new() { Instant = Timestamp.FromDateTimeOffset(clock.Now.AddDays(-1)) } })
        {
            Assert.Equal(hired, (await server.Teachers.GetTeacherAsync(new() { TeacherId = hired.TeacherId, KnownAt = knownAt })).Teacher);
        }
        await server.RestartAsync();
        Assert.Equal(hired, (await server.Teachers.GetTeacherAsync(new() { TeacherId = hired.TeacherId, KnownAt = new() { Revision = then } })).Teacher);
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Teachers.GetTeacherAsync(new() { TeacherId = hired.TeacherId, KnownAt = new() { Revision = 1 } }));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.GetTeacherAsync(new() { TeacherId = hired.TeacherId, KnownAt = new() { Revision = 999 } }));
    }

    [Fact]
    public async Task Only_the_facts_of_the_day_are_shown_when_a_day_is_asked()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var hired = await server.HireAsync();
        await server.Teachers.ChangeCategoryAsync(new() { TeacherId = hired.TeacherId, EngagementId = hired.Engagements[0].EngagementId, DepartmentCode = "GP-SH", StartDate = Day(2025, 9, 1) });

        foreach (var (day, department) in new[] { (Day(2025, 8, 31), "GP-ZB"), (Day(2025, 9, 1), "GP-SH") })
        {
            var teacher = (await server.Teachers.GetTeacherAsync(new() { TeacherId = hired.TeacherId, AsOf = day })).Teacher;
            Assert.Equal(department, Assert.Single(teacher.Posts).DepartmentCode);
        }
    }

    [Fact]
    public async Task Qualifications_of_every_kind_are_recorded_corrected_and_withdrawn()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;
        await server.Teachers.RecordEducationAsync(new() { TeacherId = id, Education = new() { Level = "21", Degree = "4", Institution = "山西大学", GraduatedOn = new() { Year = 2003, Month = 7 } } });
        await server.Teachers.RecordTitleAsync(new() { TeacherId = id, Title = new() { TitleCode = "023", ObtainedOn = Day(2012, 12, 1) } });
        await server.Teachers.RecordPracticeAsync(new() { TeacherId = id, Practice = new() { Enterprise = "一厂", StartDate = Day(2025, 1, 1), LastDate = Day(2025, 3, 1), Verified = true } });
        await server.Teachers.RecordHonourAsync(new() { TeacherId = id, Honour = new() { Title = "教学名师", Level = "市级", GrantedOn = Day(2024, 9, 10) } });
        var legacy = await server.Teachers.RecordCredentialAsync(new()
        {
            TeacherId = id, Credential = new() { Category = CredentialCategory.TeacherQualification, Number = "晋字第001号", Legacy = true },
        });
        Assert.Equal(["LEGACY_NUMBER"], legacy.Warnings);

        var education = legacy.Teacher.Educations[0].Clone();
        Assert.Equal(0, education.GraduatedOn.Day);
        education.Level = "14";
        var corrected = (await server.Teachers.CorrectFactAsync(new() { TeacherId = id, Education = education, Reason = "误录" })).Teacher;
        Assert.Equal("14", Assert.Single(corrected.Educations).Level);

        var without = (await server.Teachers.WithdrawFactAsync(new() { TeacherId = id, FactId = corrected.Honours[0].HonourId })).Teacher;
        Assert.Empty(without.Honours);
        Assert.Equal(without, await server.GetAsync(id));
        await Calls.RefusedAsync(ErrorReason.UnknownFact, server.Teachers.WithdrawFactAsync(new() { TeacherId = id, FactId = corrected.Honours[0].HonourId }));
    }

    [Fact]
    public async Task A_mask_changes_what_it_names_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        var request = new CreateTeacherRequest { Identity = Wang() };
        request.Identity.Mobile = "13800000000";
        request.Identity.EthnicGroup = "01";
        var id = (await server.Teachers.CreateTeacherAsync(request)).Teacher.TeacherId;

        var renamed = (await server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = id, Identity = new() { DisplayName = "王小明" }, UpdateMask = Paths("display_name") })).Teacher;
        Assert.Equal(("王小明", "138****0000", "01", Sex.Male), (renamed.Identity.DisplayName, renamed.Identity.MaskedMobile, renamed.Identity.EthnicGroup, renamed.Identity.Sex));

        var cleared = (await server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = id, Identity = new(), UpdateMask = Paths("mobile") })).Teacher;
        Assert.Equal(("王小明", ""), (cleared.Identity.DisplayName, cleared.Identity.MaskedMobile));

        foreach (var mask in new[] { Paths(), Paths("*"), Paths("identity.mobile"), Paths("masked_mobile") })
        {
            var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = id, Identity = new(), UpdateMask = mask }));
            Assert.Equal(["update_mask"], refused.Fields().Distinct());
        }
        var nameless = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = id, Identity = new(), UpdateMask = Paths("display_name", "birth_date") }));
        Assert.Equal(["identity.birth_date", "identity.display_name"], nameless.Fields().Order(StringComparer.Ordinal));
        Assert.Equal(cleared, await server.GetAsync(id));
    }

    [Fact]
    public async Task An_id_is_active_ended_merged_or_never_issued()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var (one, other) = (await server.HireAsync("王明"), (await server.Teachers.CreateTeacherAsync(new() { Identity = Wang() })).Teacher);

        Assert.Equal(TeacherStatus.Active, (await server.Teachers.LookupTeacherAsync(new() { TeacherId = one.TeacherId })).Status);
        await server.Teachers.EndEngagementAsync(new() { TeacherId = one.TeacherId, EngagementId = one.Engagements[0].EngagementId, LastDate = Day(2025, 8, 31) });
        Assert.Equal(TeacherStatus.Ended, (await server.Teachers.LookupTeacherAsync(new() { TeacherId = one.TeacherId })).Status);
        Assert.Equal(TeacherStatus.Active, (await server.Teachers.LookupTeacherAsync(new() { TeacherId = one.TeacherId, AsOf = Day(2025, 8, 31) })).Status);

        await server.Teachers.MergeTeachersAsync(new() { TeacherId = one.TeacherId, MergedTeacherId = other.TeacherId });
        var merged = await server.Teachers.LookupTeacherAsync(new() { TeacherId = other.TeacherId });
        Assert.Equal((TeacherStatus.MergedInto, one.TeacherId), (merged.Status, merged.MergedIntoTeacherId));
        Assert.Equal(TeacherStatus.NeverIssued, (await server.Teachers.LookupTeacherAsync(new() { TeacherId = new string('0', 32) })).Status);
    }

    private static FieldMask Paths(params string[] paths) => new() { Paths = { paths } };
}
