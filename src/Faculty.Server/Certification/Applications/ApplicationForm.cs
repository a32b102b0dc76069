using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Submission = Faculty.Domain.Certification.Applications.Submission;

namespace Faculty.Server.Certification.Applications;

/// <summary>The form of what is asked for about applications.</summary>
internal static class ApplicationForm
{
    public const int MostAtOnce = 500;
    private const int MostEvidence = 200;
    private const int LongestWords = 500;
    private const int MostNamed = 20;
    private const string OtherSubject = "other";

    public static RequestCheck Application(this RequestCheck check, IApplicationWrite request) =>
        check.Write(request).Id(request.ApplicationId, "application_id");

    public static RequestCheck Applications(this RequestCheck check, IApplicationsWrite request)
    {
        check.Write(request).AtOnce(request.ApplicationIds, "application_ids");
        for (var i = 0; i < request.ApplicationIds.Count; i++)
        {
            check.Id(request.ApplicationIds[i], $"application_ids[{i}]");
        }
        return check;
    }

    public static RequestCheck AtOnce(this RequestCheck check, IReadOnlyCollection<string> keys, string field) => check
        .Require(keys.Count is >= 1 and <= MostAtOnce, field, $"must be 1 to {MostAtOnce}")
        .Require(keys.Distinct(StringComparer.Ordinal).Count() == keys.Count, field, "must hold each once");

    public static RequestCheck NewApplication(this RequestCheck check, NewApplication wanted, string field)
    {
        check.Id(wanted.TeacherId, $"{field}.teacher_id").Known(wanted.Level, $"{field}.level").Text(wanted.Field, $"{field}.field", longest: 50)
            .OptionalCode(wanted.ExceptionCode, $"{field}.exception_code").Evidence(wanted.Evidence, $"{field}.evidence");
        return wanted.SchoolCode.Length == 0 ? check : check.OrganisationCode(wanted.SchoolCode, $"{field}.school_code");
    }

    public static RequestCheck Evidence(this RequestCheck check, IReadOnlyList<Evidence> evidence, string field)
    {
        check.Require(evidence.Count <= MostEvidence, field, $"must be at most {MostEvidence}")
            .Require(evidence.DistinctBy(e => e.Fact).Count() == evidence.Count, field, "must hold each fact once");
        for (var i = 0; i < evidence.Count; i++)
        {
            check.Known(evidence[i].Fact?.Kind ?? FactKind.Unspecified, $"{field}[{i}].fact.kind").Id(evidence[i].Fact?.FactId ?? "", $"{field}[{i}].fact.fact_id")
                .Require(evidence[i].Files.Count == 0, $"{field}[{i}].files", "must be empty; files are uploaded and attached");
        }
        return check;
    }

    public static RequestCheck Items(this RequestCheck check, IReadOnlyList<ReturnItem> items)
    {
        check.Require(items.Count is >= 1 and <= 50, "items", "must be 1 to 50");
        for (var i = 0; i < items.Count; i++)
        {
            check.OptionalCode(items[i].Subject, $"items[{i}].subject").Words(items[i].Problem, $"items[{i}].problem");
        }
        return check;
    }

    /// <summary>What is to be mended is something that was judged or shown; a mistyped code would be read by nobody.</summary>
    public static RequestCheck Subjects(this RequestCheck check, IReadOnlyList<ReturnItem> items, Submission submission)
    {
        string[] judged = [.. submission.Judgements.Select(j => j.Code), OtherSubject];
        string[] shown = [.. submission.Evidence.Select(e => e.Fact.FactId), .. submission.Evidence.SelectMany(e => e.Files).Concat(submission.Files).Select(f => f.FileId)];
        var permitted = $"must be one of {string.Join(", ", judged)}, or the id of a fact or file that was shown{(shown.Length == 0 ? "" : $": {string.Join(", ", shown.Take(MostNamed))}")}";
        foreach (var (index, item) in items.Index())
        {
            check.Require(item.Subject.Length == 0 || judged.Contains(item.Subject) || shown.Contains(item.Subject), $"items[{index}].subject", permitted);
        }
        return check;
    }

    public static RequestCheck Words(this RequestCheck check, string words, string field) => check.Text(words, field, LongestWords);

    public static RequestCheck OptionalWords(this RequestCheck check, string words, string field) => check.OptionalText(words, field, LongestWords);

    public static RequestCheck Document(this RequestCheck check, string number, string field) => check.OptionalText(number, field, longest: 100);
}
