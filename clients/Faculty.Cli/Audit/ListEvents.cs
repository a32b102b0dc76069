using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Google.Protobuf.Collections;

namespace Faculty.Cli.Audit;

internal static class ListEvents
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamAuditEventsRequest>(
                "list", words["list audit events, oldest first", "列出审计事件，旧的在前"], words,
                ("--after", "after", "only after this moment: revision, day or instant", "只列此后的：版本号、日期或时刻"),
                ("--until", "until", "only up to this moment: revision, day or instant", "只列截至此时的：版本号、日期或时刻"),
                ("--type", "type", "only this type", "只列此类事件"),
                ("--principal", "principal_id", "only of this principal", "只列此主体的"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Audit.StreamAuditEvents(request, cancellationToken: ct), r => r.Events,
                () => Tables.New(
                    words["revision", "版本号"], words["recorded", "记录时间"], words["event", "事件"], words["by", "操作者"], words["action", "操作"],
                    words["result", "结果"], words["calls", "次数"], words["from", "来源"], words["about", "对象"], words["reason", "原因"]).Right(0, 6),
                e =>
                [
                    $"{e.Revision}", Dates.Of(e.RecordTime), words.Of(e.Type), Who.Of(e.AccountName, e.PrincipalId), Terms.Action(e.Method), words.Of(e.Decision), $"{e.Count}",
                    words.Of(e.AddressClass), About(e.Subjects, words), $"{e.ReasonCode} {e.Reason}".Trim(),
                ],
                run.Parse.GetValue(limit), ct));
    }

    // An import or the sample's accounts are about many; --json has all.
    private static string About(RepeatedField<string> subjects, Words words) =>
        subjects.Count == 0 ? "" : Subject(subjects[0].Split(' ', 2), words) + (subjects.Count > 1 ? $" +{subjects.Count - 1}" : "");

    private static string Subject(string[] typeAndId, Words words) => string.Join(' ', typeAndId.Skip(1).Prepend(Terms.Record(typeAndId[0], words.Language)));
}
