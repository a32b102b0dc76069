using Faculty.V1;
using Google.Type;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Teachers;

/// <summary>Whatever is typed wrongly is refused with the field named, and nothing is stored.</summary>
public sealed class WrongInputTests
{
    private static readonly (string Field, Action<CreateTeacherRequest> Spoil)[] Creations =
    [
        ("identity", r => r.Identity = null),
        ("identity.display_name", r => r.Identity.DisplayName = ""),
        ("identity.display_name", r => r.Identity.DisplayName = new string('王', 51)),
        ("identity.display_name", r => r.Identity.DisplayName = "王\0明"),
        ("identity.display_name", r => r.Identity.DisplayName = "王\u202e明"),
        ("identity.display_name", r => r.Identity.DisplayName = "王\u200b明"),
        ("identity.sex", r => r.Identity.Sex = Sex.Unspecified),
        ("identity.sex", r => r.Identity.Sex = (Sex)99),
        ("identity.birth_date", r => r.Identity.BirthDate = null),
        ("identity.birth_date", r => r.Identity.BirthDate = Day(1980, 2, 30)),
        ("identity.birth_date", r => r.Identity.BirthDate = new Date { Year = 1980, Month = 5 }),
        ("identity.birth_date", r => r.Identity.BirthDate = Day(2025, 11, 26)),
        ("identity.birth_date", r => r.Identity.BirthDate = Day(1899, 12, 31)),
        ("identity.id_number", r => (r.Identity.IdType, r.Identity.IdNumber) = (IdType.Resident, "140581190001010022")),
        ("identity.id_number", r => (r.Identity.IdType, r.Identity.IdNumber) = (IdType.Resident, "14058119000101003X")),
        ("identity.id_type", r => r.Identity.IdNumber = "E12345678"),
        ("identity.id_type", r => r.Identity.IdType = IdType.Passport),
        ("identity.ethnic_group", r => r.Identity.EthnicGroup = "77"),
        ("identity.mobile", r => r.Identity.Mobile = "１３８００００００００"),
        ("identity.mobile", r => r.Identity.Mobile = "1380000000"),
        ("engagement", r => r.Engagement = null),
        ("engagement.school_code", r => r.Engagement.SchoolCode = "高平"),
        ("engagement.kind", r => r.Engagement.Kind = (EngagementKind)42),
        ("engagement.start_date", r => r.Engagement.StartDate = Day(2015, 2, 29)),
        ("engagement.last_date", r => r.Engagement.LastDate = Day(2014, 9, 1)),
        ("engagement.staff_number", r => r.Engagement.StaffNumber = "００７"),
        ("engagement.staff_number", r => r.Engagement.StaffNumber = new string('7', 33)),
        ("post", r => r.Post = null),
        ("post.department_code", r => r.Post.DepartmentCode = ""),
        ("post.category", r => r.Post.Category = PostCategory.Unspecified),
        ("post.major_code", r => r.Post.MajorCode = "619999"),
        ("post.major_code", r => r.Post.MajorCode = "６６０３０１"),
        ("reason", r => r.Reason = new string('因', 201)),
        ("request_id", r => r.RequestId = "42"),
    ];

    private static readonly (ErrorReason Reason, Action<CreateTeacherRequest> Spoil)[] BrokenRules =
    [
        (ErrorReason.UnknownOrganisation, r => r.Engagement.SchoolCode = "NOBODY"),
        (ErrorReason.UnknownOrganisation, r => r.Post.DepartmentCode = "NOBODY"),
        (ErrorReason.UnknownOrganisation, r => r.Engagement.StartDate = Day(1989, 12, 31)),
        (ErrorReason.OrganisationKindMismatch, r => r.Engagement.SchoolCode = County),
        (ErrorReason.UnderWorkingAge, r => r.Engagement.StartDate = Day(1996, 4, 30)),
        (ErrorReason.PrimaryPostMissing, r => r.Post.StartDate = Day(2015, 9, 2)),
        (ErrorReason.PostOutsideEngagement, r => r.Post.StartDate = Day(2015, 8, 31)),
    ];

    [Fact]
    public async Task A_wrong_field_of_a_new_teacher_is_named_and_nothing_is_stored()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var before = await server.RevisionAsync();

        foreach (var (field, spoil) in Creations)
        {
            var request = Hired();
            spoil(request);
            var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.CreateTeacherAsync(request));
            Assert.Contains(field, refused.Fields());
            Assert.DoesNotContain("1405811900", refused.ToString(), StringComparison.Ordinal);
        }
        foreach (var (reason, spoil) in BrokenRules)
        {
            var request = Hired();
            request.Identity.BirthDate = reason == ErrorReason.UnknownOrganisation ? Day(1960, 1, 1) : request.Identity.BirthDate;
            spoil(request);
            await Calls.RefusedAsync(reason, server.Teachers.CreateTeacherAsync(request));
        }

        Assert.Equal(before, await server.RevisionAsync());
        await server.HireAsync();
    }

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.CreateTeacherAsync(new()
        {
            Identity = new() { DisplayName = " ", Sex = (Sex)9, BirthDate = Day(1980, 2, 30), Mobile = "1" },
            Engagement = new() { SchoolCode = "?", StartDate = Day(2025, 0, 1) },
        }));
        Assert.Equal(
            ["engagement.kind", "engagement.school_code", "engagement.start_date", "identity.birth_date", "identity.display_name", "identity.mobile", "identity.sex", "post"],
            refused.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Facts_about_nobody_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var nobody = new string('0', 32);
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Teachers.GetTeacherAsync(new() { TeacherId = nobody }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Teachers.ListTeacherVersionsAsync(new() { TeacherId = nobody }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Teachers.RecordEducationAsync(new() { TeacherId = nobody, Education = new() { Level = "21" } }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Recognitions.GrantRecognitionAsync(new() { TeacherId = nobody, Recognition = Junior() }));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Teachers.GetTeacherAsync(new() { TeacherId = "../etc" }));
    }

    [Fact]
    public async Task A_wrong_field_of_a_fact_is_named()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;
        var teachers = server.Teachers;

        await FieldAsync("spell.start_date", teachers.RecordSpellAsync(new() { TeacherId = id, Spell = new() { SchoolCode = School, SpellReason = SpellReason.Sick } }));
        await FieldAsync("education.level", teachers.RecordEducationAsync(new() { TeacherId = id, Education = new() { Level = "08" } }));
        await FieldAsync("education.graduated_on", teachers.RecordEducationAsync(new() { TeacherId = id, Education = new() { Level = "21", GraduatedOn = new() { Year = 2026, Month = 1 } } }));
        await FieldAsync("education.graduated_on", teachers.RecordEducationAsync(new() { TeacherId = id, Education = new() { Level = "21", GraduatedOn = new() { Year = 2003 } } }));
        await FieldAsync("title.title_code", teachers.RecordTitleAsync(new() { TeacherId = id, Title = new() { TitleCode = "高级讲师" } }));
        await FieldAsync("credential.number", teachers.RecordCredentialAsync(new() { TeacherId = id, Credential = new() { Category = CredentialCategory.TeacherQualification, Number = "20101405852000001" } }));
        await FieldAsync("credential.level", teachers.RecordCredentialAsync(new() { TeacherId = id, Credential = new() { Category = CredentialCategory.SkillLevel, Name = "焊工", Level = "6" } }));
        await FieldAsync("credential.occupation_code", teachers.RecordCredentialAsync(new() { TeacherId = id, Credential = new() { Category = CredentialCategory.SkillLevel, Name = "焊工", OccupationCode = "9-99-99-99" } }));
        await FieldAsync("practice.last_date", teachers.RecordPracticeAsync(new() { TeacherId = id, Practice = new() { Enterprise = "一厂", StartDate = Day(2025, 3, 1), LastDate = Day(2025, 2, 1) } }));
        await FieldAsync("honour.level", teachers.RecordHonourAsync(new() { TeacherId = id, Honour = new() { Title = "名师", Level = "世界级" } }));
        await FieldAsync("fact", teachers.CorrectFactAsync(new() { TeacherId = id }));
        await FieldAsync("engagement.kind", teachers.TransferTeacherAsync(new() { TeacherId = id, Engagement = new() { SchoolCode = School, Kind = EngagementKind.Dispatch, StartDate = Day(2025, 9, 1) }, Post = Specialty() }));
        await FieldAsync("recognition.events", server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = new(Junior()) { Events = { new RecognitionEvent() } } }));
        await FieldAsync("event.effective_date", server.Recognitions.RecordRecognitionEventAsync(new() { Authority = "a", CertificateNumber = "1", Event = new() { Type = RecognitionEventType.Revoke } }));
        await FieldAsync("certificate_number", server.Recognitions.GetRecognitionAsync(new() { Authority = "a", CertificateNumber = "1 " }));
        await FieldAsync("page_size", teachers.ListTeachersAsync(new() { PageSize = 501 }));
        await FieldAsync("school_code", teachers.ListTeachersAsync(new() { SchoolCode = School, Initials = "w" }));
        await FieldAsync("pinyin_prefix", teachers.ListTeachersAsync(new() { PinyinPrefix = "王" }));
        await Calls.RefusedAsync(ErrorReason.InvalidPageToken, teachers.ListTeachersAsync(new() { PageToken = "AAAAAAAAAAAAAAAA" }));
        await Calls.RefusedAsync(ErrorReason.InvalidPageToken, teachers.ListTeacherVersionsAsync(new() { TeacherId = id, PageToken = "AAAAAAAAAAAAAAAA" }));
        Assert.Single(await VersionsAsync(server, id));
    }

    private static async Task FieldAsync<T>(string field, Grpc.Core.AsyncUnaryCall<T> call) =>
        Assert.Contains(field, (await Calls.RefusedAsync(ErrorReason.InvalidRequest, call)).Fields());

    private static async Task<IEnumerable<TeacherVersion>> VersionsAsync(TestServer server, string id) =>
        (await server.Teachers.ListTeacherVersionsAsync(new() { TeacherId = id })).Versions;
}
