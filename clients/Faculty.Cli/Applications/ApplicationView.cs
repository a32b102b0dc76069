using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf.Collections;
using Spectre.Console;

namespace Faculty.Cli.Applications;

/// <summary>How applications are shown: a row of a work list, or a page.</summary>
internal static class ApplicationView
{
    public static Table List(Words words) => Tables.New(
        words["id", "申请编号"], words["name", "姓名"], words["teacher", "教师编号"], words["school", "学校"], words["level", "级别"], words["field", "专业领域"], words["exception", "破格"],
        words["state", "状态"], words["publicity no.", "公示序号"], words["certificate", "证书编号"]);

    public static IEnumerable<string> Row(Application a, Words words) =>
        [a.ApplicationId, a.DisplayName, a.TeacherId, a.SchoolCode, words.Of(a.Level), a.Field, a.ExceptionCode, words.Of(a.State), Number(a), a.CertificateNumber];

    /// <summary>An account by the name it signs in with; by its id when nobody has that any more.</summary>
    public static string Account(Application a, string accountId) => a.Accounts.FirstOrDefault(x => x.AccountId == accountId)?.AccountName ?? accountId;

    /// <summary>The application as a write left it.</summary>
    public static int Written(IApplicationReply reply, Run run) => Written(reply, [reply.Application], run);

    /// <summary>The applications as a write left them.</summary>
    public static int Written(IApplicationsReply reply, Run run) => Written(reply, reply.Applications, run);

    public static void Page(Application a, Run run)
    {
        var words = run.Words;
        run.WriteLine($"{a.ApplicationId}  {words.Of(a.State)}  {a.CertificateNumber}".TrimEnd());
        run.WriteLine(words[
            $"teacher {$"{a.DisplayName} {a.TeacherId}".Trim()} of {a.SchoolCode} for {words.Of(a.Level)}, {a.Field}",
            $"教师 {$"{a.DisplayName} {a.TeacherId}".Trim()}，学校 {a.SchoolCode}，申报{words.Of(a.Level)}，专业领域 {a.Field}"]);
        if (a.AuthorIds.Count > 0)
        {
            var authors = string.Join(words[", ", "、"], a.AuthorIds.Select(id => Account(a, id)));
            run.WriteLine(words[$"made or changed by {authors}", $"填报人 {authors}"]);
        }
        foreach (var warning in Elsewhere(a, words))
        {
            run.WriteLine(warning);
        }
        if (a.PublicityNumber > 0)
        {
            run.WriteLine(words[$"number {a.PublicityNumber} of the publicity list", $"公示序号 {a.PublicityNumber}"]);
        }
        if (a.ExceptionCode.Length > 0)
        {
            run.WriteLine(words[$"exception {a.ExceptionCode}", $"破格 {a.ExceptionCode}"]);
        }
        foreach (var submission in a.FormerSubmissions.Append(a.Submission).OfType<Submission>())
        {
            Submitted(submission, run);
        }
        if (a.State is ApplicationState.Draft or ApplicationState.Returned)
        {
            Rows(a.Evidence, e => [words.Of(e.Fact.Kind), e.Fact.FactId], run, words["picked evidence", "所选佐证"], words["id", "记录编号"]);
            EvidenceView.Files(a.Files, run);
        }
        Rows(
            a.Returns.SelectMany(r => r.Items.Select(i => (Return: r, Item: i))), x => [$"{x.Return.Submission}", Dates.Of(x.Return.Time), x.Item.Subject == "other" ? words["other", "其他"] : x.Item.Subject, x.Item.Problem], run,
            words["returned", "退回（第几次提交）"], words["time", "时间"], words["about", "条件"], words["to be mended", "须补正"]);
        foreach (var review in a.Reviews)
        {
            ReviewText.Write(a, review, run);
        }
        Rows(
            a.Objections, o => [o.ObjectionId, Dates.Of(o.FiledDate), Filer(a, o, words), words.Of(o.State), o.Ground, o.Finding, o.DocumentNumber, Account(a, o.ResolverId)], run,
            words["objection", "异议编号"], words["filed", "提出日期"], words["by", "提出人"], words["state", "状态"], words["ground", "内容"], words["finding", "核查结论"], words["document", "文号"],
            words["resolved by", "处理人"]);
        if (a.Ending is { } end)
        {
            run.WriteLine(words["ended: ", "终结："] + string.Join(words["; ", "；"], ((string[])[words.Of(end.Cause), end.Explanation, end.DocumentNumber]).Where(t => t.Length > 0)));
        }
    }

    /// <summary>A table, when there is anything to show.</summary>
    public static void Rows<T>(IEnumerable<T> items, Func<T, IEnumerable<string>> row, Run run, params IReadOnlyList<string> headers) => Rows(items, row, run, Tables.New(headers));

    private static void Rows<T>(IEnumerable<T> items, Func<T, IEnumerable<string>> row, Run run, Table table)
    {
        foreach (var item in items)
        {
            table.Row(row(item));
        }
        if (table.Rows.Count > 0)
        {
            run.Write(table);
        }
    }

    private static IEnumerable<string> Elsewhere(Application a, Words words) => a.Elsewhere.Select(other => words[
        $"Note: {a.ApplicationId} is not the only one: the same person has applied for {words.Of(a.Level)} in batch {other.BatchCode} too ({words.Of(other.State)}, {other.ApplicationId}).",
        $"注意：申请 {a.ApplicationId} 的申请人在批次 {other.BatchCode} 中另有{words.Of(a.Level)}申请（{words.Of(other.State)}，{other.ApplicationId}）。"]);

    private static string Number(Application a) => a.PublicityNumber > 0 ? $"{a.PublicityNumber}" : "";

    // Nobody's account stands for who objects on paper; it is that of who recorded it.
    private static string Filer(Application a, Objection objection, Words words) => (objection.OnPaper, Account(a, objection.ActorId)) switch
    {
        (true, "") => words["on paper", "书面"],
        (true, var recorder) => words[$"on paper, recorded by {recorder}", $"书面，{recorder} 登记"],
        (_, var filer) => filer,
    };

    private static int Written(IWriteReply reply, RepeatedField<Application> applications, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Rows(applications, a => Row(a, run.Words), run, List(run.Words));
        foreach (var warning in applications.SelectMany(a => Elsewhere(a, run.Words)))
        {
            run.Say(warning);
        }
        run.Say(reply.ChangeToken.Length > 0
            ? run.Words[$"{applications.Count} done.", $"已完成 {applications.Count} 件。"]
            : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }

    private static void Submitted(Submission submission, Run run)
    {
        var words = run.Words;
        run.WriteLine(words[
            $"submission {submission.Number} of {Dates.Of(submission.Time)} by {submission.RuleVersion}: decided by the {words.Of(submission.DecidingTier)}, {submission.PublicityWorkingDays} working days of publicity, valid {submission.ValidityMonths} months",
            $"第 {submission.Number} 次提交，{Dates.Of(submission.Time)}，规则 {submission.RuleVersion}：{words.Of(submission.DecidingTier)}认定，公示 {submission.PublicityWorkingDays} 个工作日，有效期 {submission.ValidityMonths} 个月"]);
        Rows(
            submission.Judgements, j => [j.Title, words.Of(j.Result) + (j.Waived ? words[", waived", "，破格免除"] : ""), FindingsView.Facts(j.Facts, words)], run,
            words["requirement", "条件"], words["result", "结果"], words["stands on", "依据"]);
        Rows(submission.Evidence, e => [words.Of(e.Fact.Kind), e.Fact.FactId, e.Digest], run, words["evidence", "佐证"], words["id", "记录编号"], "SHA-256");
        EvidenceView.Files(EvidenceView.FilesOf(submission), run);
    }
}
