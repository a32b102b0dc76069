using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;
using Date = Google.Type.Date;

namespace Faculty.Server.Tests.Quotas.Hiring;

/// <summary>Hiring lines of the tests, brought as far as a test needs them.</summary>
internal static class Lines
{
    public static HiringLine Line(string code, int requested = 10, int year = 2026, string school = School) => new()
    {
        Code = code, SchoolCode = school, DepartmentCode = $"{school}-ZB", Year = year, Category = PostCategory.Specialty, Route = HiringRoute.Open, RequestedCount = requested,
    };

    /// <summary>With every office's approval but the last.</summary>
    public static async Task SubmittedAsync(this TestServer server, string code, int count, int year = 2026, string school = School)
    {
        await server.Hiring.CreateHiringLineAsync(new() { Line = Line(code, year: year, school: school) });
        await server.Hiring.AdvanceHiringLineAsync(new() { Code = code, Step = new() { Type = HiringStepType.Submit } });
        foreach (var office in (Office[])[Office.Establishment, Office.HumanResources])
        {
            await server.Hiring.DecideHiringLineAsync(new() { Code = code, Step = new() { Type = HiringStepType.Approve, Office = office, Count = Math.Max(count, 5), DocumentNumber = "高编〔2026〕3号" } });
        }
    }

    public static DecideHiringLineRequest LastApproval(string code, int count, Date? date = null) =>
        new() { Code = code, Step = new() { Type = HiringStepType.Approve, Office = Office.Finance, Count = count, DocumentNumber = "高财〔2026〕8号", Date = date } };

    public static async Task<DecideHiringLineResponse> ApprovedAsync(this TestServer server, string code, int count)
    {
        await server.SubmittedAsync(code, count);
        return await server.Hiring.DecideHiringLineAsync(LastApproval(code, count));
    }

    /// <summary>Announced, selected and made public.</summary>
    public static async Task PublicAsync(this TestServer server, string code, int count)
    {
        await server.Hiring.AdvanceHiringLineAsync(new() { Code = code, Step = new() { Type = HiringStepType.Announce, Count = count, DocumentNumber = "公告1" } });
        await server.Hiring.AdvanceHiringLineAsync(new() { Code = code, Step = new() { Type = HiringStepType.Select } });
        await server.Hiring.AdvanceHiringLineAsync(new() { Code = code, Step = new() { Type = HiringStepType.Publicise } });
    }

    public static async Task<string> AppointedAsync(this TestServer server, string code, string number, Date? until = null) =>
        (await server.Hiring.AppointCandidateAsync(new() { Code = code, Candidate = new() { CandidateNumber = number }, ReserveUntil = until })).CandidateId;

    public static OnboardCandidateRequest Onboard(string code, string candidateId, string teacherId, Date first) => new()
    {
        Code = code, CandidateId = candidateId, TeacherId = teacherId, Engagement = new() { StartDate = first }, Post = new(),
    };

    /// <summary>Appoints somebody new who comes.</summary>
    public static async Task<Candidate> OnboardedAsync(this TestServer server, string code, string number, Date first)
    {
        var onboard = Onboard(code, await server.AppointedAsync(code, number), "", first);
        onboard.Identity = Wang($"新人{number}");
        return (await server.Hiring.OnboardCandidateAsync(onboard)).Line.Candidates.Single(c => c.CandidateNumber == number);
    }
}
