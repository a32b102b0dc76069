using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;
using StoodOn = Faculty.V1.StoodOn;

namespace Faculty.Server.Tests.Certification.Rechecks;

/// <summary>People whose recognition stands on a credential.</summary>
internal static class Rechecking
{
    public static Recognition Decided(string number, RecognitionLevel level = RecognitionLevel.Junior, int months = 60) => new(People.Junior(number))
    {
        Level = level, Authority = Deciding.Authority, StartDate = Day(2023, 12, 1), LastDate = Day(2028, 11, 30), JudgedDate = Day(2023, 8, 31), RecheckMonths = months,
    };

    /// <summary>A teacher with a credential valid up to a day, and a recognition that stands on it; the credential's id too.</summary>
    public static async Task<(string TeacherId, string CredentialId)> StandAsync(
        this TestServer server, string number, Google.Type.Date? last = null, string school = School, Recognition? decided = null)
    {
        var request = People.Hired($"甲{number}");
        (request.Engagement.SchoolCode, request.Post.DepartmentCode) = (school, school == School ? Departments[0] : $"{school}-JD");
        var id = (await server.Teachers.CreateTeacherAsync(request)).Teacher.TeacherId;
        var credential = await server.ShowAsync(id, last);
        var record = Documents.Teachers.Read((await server.StoreOf().FindAsync(Documents.Teachers.Name, id, CancellationToken.None))!.Body);
        var application = Deciding.Applied("b", id);
        var shown = new Domain.Certification.Applications.Evidence { Fact = new(Domain.Certification.Rules.FactKind.Credential, credential) };
        var stood = Domain.Certification.Rechecks.StoodOn.Of(application with { Submission = application.Submission! with { Evidence = [shown] } }, record, new(2023, 8, 31));
        await server.RecogniseAsync(id, decided ?? Decided(number), new StoodOn { Kind = FactKind.Credential, FactId = credential, Digest = stood[0].Digest });
        return (id, credential);
    }

    /// <summary>One more credential.</summary>
    public static async Task<string> ShowAsync(this TestServer server, string teacherId, Google.Type.Date? last, string renews = "", Google.Type.Date? start = null)
    {
        var credential = new Credential { Category = CredentialCategory.Industry, Name = "焊接证书", Number = "H-1", StartDate = start ?? Day(2020, 1, 1), LastDate = last, RenewsCredentialId = renews };
        return (await server.Teachers.RecordCredentialAsync(new() { TeacherId = teacherId, Credential = credential })).Teacher.Credentials[^1].CredentialId;
    }

    public static Task RevokeAsync(this TestServer server, string teacherId, string credentialId, Google.Type.Date day) =>
        server.Teachers.RevokeCredentialAsync(new() { TeacherId = teacherId, CredentialId = credentialId, EffectiveDate = day, DocumentNumber = "晋人社〔2025〕9号" }).ResponseAsync;

    public static async Task<IReadOnlyList<Recheck>> OpenAsync(this RecheckService.RecheckServiceClient rechecks, Google.Type.Date? day = null, string scope = "") =>
        (await rechecks.ListRechecksAsync(new() { ScopeCode = scope, AsOf = day })).Rechecks;

    public static CloseRecheckRequest Confirm(Recheck found) => new()
    {
        TeacherId = found.Recognition.TeacherId, CaseId = found.CaseId, State = RecheckState.Confirmed, DocumentNumber = "复核2025-1", Finding = "另有同等证书，维持认定",
    };

    public static CloseRecheckRequest End(Recheck found, RecognitionEventType type, Google.Type.Date day) => new(Confirm(found))
    {
        State = RecheckState.Ended, Finding = "证书系伪造", Event = new() { Type = type, EffectiveDate = day, EventReason = "师德一票否决" },
    };

    public static async Task<List<T>> AllAsync<T, TMessage>(this AsyncServerStreamingCall<TMessage> call, Func<TMessage, IEnumerable<T>> rows)
    {
        var all = new List<T>();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            all.AddRange(rows(message));
        }
        return all;
    }
}
