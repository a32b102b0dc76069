using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>`applications revise`: what is not typed stays as it is, so the application is read first.</summary>
internal static class ReviseApplication
{
    public static Command Create(Words words)
    {
        var evidence = new Option<string[]>("--evidence") { Description = words["a fact shown, KIND=ID such as PRACTICE=…; may be repeated", "佐证，“类别=记录编号”，如 企业实践=…，可重复"] };
        var pick = Inputs.Flag("--pick-evidence", words["show everything that the rules use, picked when it is submitted", "提交时自动选取规则用到的全部记录"]);
        var keepsException = true;
        return new RequestCommand<ReviseApplicationRequest>(
                "revise", words["change a draft or what was returned", "修改草稿或退回的申请"], words,
                ("APPLICATION_ID", "application_id", "the application", "申请编号"),
                ("--level", "level", "level", "级别"),
                ("--field", "field", "professional field", "专业领域"),
                ("--exception", "exception_code", "exception route; \"\" = none", "破格代码；\"\" 为不破格"))
            .With(evidence, pick)
            .Does((_, typed) => keepsException = !typed.Contains("exception_code"), async (request, run, ct) =>
            {
                var before = (await run.Connection.Applications.GetApplicationAsync(new() { ApplicationId = request.ApplicationId }, cancellationToken: ct)).Application;
                request.Etag = request.Etag.Length > 0 ? request.Etag : before.Etag;
                request.ExceptionCode = keepsException && request.ExceptionCode.Length == 0 ? before.ExceptionCode : request.ExceptionCode;
                if (!run.Parse.GetValue(pick) && request.Evidence.Count == 0)
                {
                    request.Evidence.Add(run.Parse.GetValue(evidence) is { Length: > 0 } chosen ? chosen.Select(e => new Evidence { Fact = FactText.Parse("--evidence", e, words) }) : before.Evidence);
                }
                return ApplicationView.Written(await run.Connection.Applications.ReviseApplicationAsync(request, cancellationToken: ct), run);
            });
    }
}
