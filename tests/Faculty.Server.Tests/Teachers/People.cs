using Faculty.V1;
using Google.Type;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Teachers;

/// <summary>Generated persons (nobody's numbers: born 1900, or none) and their facts.</summary>
internal static class People
{
    public static Identity Wang(string name = "王明") => new() { DisplayName = name, Sex = Sex.Male, BirthDate = Day(1980, 5, 1) };

    public static Engagement FullTime(Date from, string school = School, string staffNumber = "") =>
        new() { SchoolCode = school, Kind = EngagementKind.Established, StartDate = from, StaffNumber = staffNumber };

    public static Post Specialty(string department = "GP-ZB") => new() { DepartmentCode = department, Category = PostCategory.Specialty };

    public static CreateTeacherRequest Hired(string name = "王明", string staffNumber = "") =>
        new() { Identity = Wang(name), Engagement = FullTime(Day(2015, 9, 1), staffNumber: staffNumber), Post = Specialty() };

    public static async Task<Teacher> HireAsync(this TestServer server, string name = "王明", string staffNumber = "") =>
        (await server.Teachers.CreateTeacherAsync(Hired(name, staffNumber))).Teacher;

    /// <summary>Hires somebody for the second school.</summary>
    public static async Task<Teacher> HireAtAsync(this TestServer server, string school, string name, Date? from = null, Date? last = null)
    {
        var request = Hired(name);
        (request.Engagement.SchoolCode, request.Engagement.LastDate, request.Post.DepartmentCode) = (school, last, $"{school}-JD");
        request.Engagement.StartDate = from ?? request.Engagement.StartDate;
        return (await server.Teachers.CreateTeacherAsync(request)).Teacher;
    }

    public static async Task<Teacher> GetAsync(this TestServer server, string teacherId) =>
        (await server.Teachers.GetTeacherAsync(new() { TeacherId = teacherId })).Teacher;

    /// <summary>Why the recognition of a certificate is not in force today; empty when it is.</summary>
    public static async Task<string> CauseAsync(this TestServer server, string certificateNumber) =>
        (await server.Recognitions.GetRecognitionAsync(new() { Authority = Junior().Authority, CertificateNumber = certificateNumber })).Entry.NotInForceCause;

    /// <summary>A second school, JC, with the department JC-JD.</summary>
    public static async Task AddSecondSchoolAsync(this TestServer server)
    {
        await server.Organisations.CreateOrganisationAsync(Create("JC", OrganisationKind.School, "晋城职校", County));
        await server.Organisations.CreateOrganisationAsync(Create("JC-JD", OrganisationKind.Department, "机电系", "JC"));
    }

    public static Recognition Junior(string number = "2023-001") => new()
    {
        Level = RecognitionLevel.Junior,
        Track = RecognitionTrack.Secondary,
        Field = "装备制造",
        CertificateNumber = number,
        Authority = "山西省教育厅",
        StartDate = Day(2023, 12, 1),
        LastDate = Day(2028, 11, 30),
        Trust = RecognitionTrust.Document,
    };
}
