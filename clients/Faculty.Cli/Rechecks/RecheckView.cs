using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using Spectre.Console;

namespace Faculty.Cli.Rechecks;

/// <summary>How work lists are shown.</summary>
internal static class RecheckView
{
    public static Table Cases(Words words) => Tables.New(
        words["school", "学校"], words["teacher", "教师编号"], words["name", "姓名"], words["certificate", "证书编号"], words["level", "级别"], words["cause", "复核原因"],
        words["about", "依据"], words["since", "起始日期"], words["state", "状态"], words["case", "复核编号"]);

    public static IEnumerable<string> Row(Recheck found, Words words) =>
    [
        found.Recognition.SchoolCode, found.Recognition.TeacherId, found.Recognition.DisplayName, found.Recognition.CertificateNumber, words.Of(found.Recognition.Level),
        words.Of(found.Cause), found.FactKind == FactKind.Unspecified ? "" : $"{words.Of(found.FactKind)} {found.FactName}".Trim(), Dates.Of(found.SinceDate), words.Of(found.State), found.CaseId,
    ];

    public static Table Ends(Words words) => Tables.New(
        words["school", "学校"], words["teacher", "教师编号"], words["name", "姓名"], words["certificate", "证书编号"], words["level", "级别"], words["what ends", "到期项目"],
        words["last day", "有效期至"], words["followed", "已接续"]);

    public static IEnumerable<string> Row(Expiry end, Words words) =>
    [
        end.Recognition.SchoolCode, end.Recognition.TeacherId, end.Recognition.DisplayName, end.Recognition.CertificateNumber, words.Of(end.Recognition.Level),
        $"{words.Of(end.Kind)} {end.FactName}".Trim(), Dates.Of(end.LastDate), end.Followed ? words["yes", "是"] : "",
    ];

    /// <summary>A work list, with how many of each school it has shown at its end.</summary>
    public static async Task<int> ListAsync<TMessage, TRow>(
        AsyncServerStreamingCall<TMessage> call, Func<TMessage, IEnumerable<TRow>> rows, Func<Words, Table> table, Func<TRow, WatchedRecognition> of, Func<TRow, Words, IEnumerable<string>> row,
        Option<int> limit, Run run, CancellationToken ct)
        where TMessage : IMessage
        where TRow : IMessage
    {
        List<string> schools = [];
        var code = await run.PrintAsync(
            call, rows, () => table(run.Words),
            found =>
            {
                schools.Add(of(found).SchoolCode);
                return row(found, run.Words);
            },
            run.Parse.GetValue(limit), ct);
        BySchool(schools, run);
        return code;
    }

    private static void BySchool(List<string> schools, Run run)
    {
        if (schools.Count > 0)
        {
            var counts = string.Join(run.Words[", ", "，"], schools.CountBy(s => s).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
            run.Say(run.Words[$"{schools.Count} in all: {counts}.", $"共 {schools.Count} 条：{counts}。"]);
        }
    }

    public static void Figures(GetLookAheadResponse reply, Run run)
    {
        var words = run.Words;
        RecheckCause[] causes = [RecheckCause.CredentialRevoked, RecheckCause.CredentialLapsed, RecheckCause.EvidenceCorrected, RecheckCause.PeriodicDue];
        var open = Tables.New(
            [words["school", "学校"], .. causes.Select(c => words.Of(c)), words.Of(RecheckState.Confirmed), words.Of(RecheckState.Ended)]).Right(1, 2, 3, 4, 5, 6);
        var ahead = Tables.New(
            words["school", "学校"], words["within days", "天数内"], words["recognitions end", "认定到期"], words["credentials end", "依据证书到期"], words["rechecks due", "复核到期"]).Right(1, 2, 3, 4);
        foreach (var figure in (LookAheadFigure[])[reply.Figure, .. reply.Schools])
        {
            var name = figure.ScopeName.Length > 0 ? figure.ScopeName : figure.ScopeCode.Length > 0 ? figure.ScopeCode : words["all", "全部"];
            open.Row([name, .. causes.Select(c => $"{figure.Open.FirstOrDefault(o => o.Cause == c)?.Count ?? 0}"), $"{figure.ConfirmedCount}", $"{figure.EndedCount}"]);
            foreach (var window in figure.Windows)
            {
                ahead.Row(name, $"{window.Days}", $"{window.RecognitionCount}", $"{window.CredentialCount}", $"{window.RecheckCount}");
            }
        }
        run.Write(open);
        run.Write(ahead);
    }
}
