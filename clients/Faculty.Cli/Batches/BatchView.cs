using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Batches;

/// <summary>How batches are shown.</summary>
internal static class BatchView
{
    public static Table List(Words words) => Tables.New(
        words["code", "代码"], words["title", "名称"], words["organisation", "机构"], words["state", "状态"], words["rules", "规则版本"], words["publicity", "公示期"], words["applications", "申请"]);

    public static IEnumerable<string> Row(GetBatchResponse reply, Words words) =>
    [
        reply.Batch.Code, reply.Batch.Title, reply.Batch.OrganisationCode, words.Of(reply.Batch.State), reply.Batch.RuleVersion, Publicity(reply.Batch), Counts(reply.Counts, words),
    ];

    /// <summary>How many applications are in which state, in one line.</summary>
    public static string Counts(IEnumerable<StateCount> counts, Words words) => string.Join(words[", ", "、"], counts
        .Where(c => c.ApplicationCount > 0)
        .OrderBy(c => c.State)
        .Select(c => words[$"{c.ApplicationCount} {words.Of(c.State)}", $"{words.Of(c.State)} {c.ApplicationCount}"]));

    public static void Whole(GetBatchResponse reply, Run run)
    {
        var words = run.Words;
        Head(reply.Batch, run);
        Panels(reply.Batch, run);
        foreach (var criterion in reply.Batch.Criteria)
        {
            run.WriteLine(words[
                $"scored: {criterion.Code} {criterion.Title}, at most {criterion.MostPoints}", $"评分项：{criterion.Code} {criterion.Title}，满分 {criterion.MostPoints}"]);
        }
        if (Counts(reply.Counts, words) is { Length: > 0 } counts)
        {
            run.WriteLine(words[$"applications: {counts}", $"申请：{counts}"]);
        }
    }

    /// <summary>Who reviews at each tier.</summary>
    public static void Panels(Batch batch, Run run)
    {
        var words = run.Words;
        foreach (var panel in batch.Panels)
        {
            var members = string.Join(words[", ", "、"], panel.Members.Select(m => m.TeacherId.Length == 0 ? m.AccountName : words[$"{m.AccountName} (teacher {m.TeacherId})", $"{m.AccountName}（教师 {m.TeacherId}）"]));
            run.WriteLine(words[$"panel, {words.Of(panel.Tier)}: {members}", $"{words.Of(panel.Tier)}评审组：{members}"]);
        }
    }

    /// <summary>The batch as a write left it.</summary>
    public static int Written(IBatchReply reply, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Head(reply.Batch, run);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }

    private static void Head(Batch batch, Run run)
    {
        var words = run.Words;
        run.WriteLine($"{batch.Code}  {batch.Title}  {words.Of(batch.State)}");
        run.WriteLine(words[
            $"{batch.OrganisationCode}, {words.Of(batch.Track)}, facts of {Dates.Of(batch.AsOf)}, recognised by {batch.Authority}, certificates {batch.CertificatePrefix}…",
            $"机构 {batch.OrganisationCode}，{words.Of(batch.Track)}，基准日 {Dates.Of(batch.AsOf)}，认定机构 {batch.Authority}，证书编号 {batch.CertificatePrefix}…"]);
        if (batch.RuleVersion.Length > 0)
        {
            run.WriteLine(words[$"rules {batch.RuleVersion}", $"规则 {batch.RuleVersion}"]);
            foreach (var place in batch.PlaceRules)
            {
                run.WriteLine(words[$"rules at {place.OrganisationCode}: {place.RuleVersion}", $"{place.OrganisationCode} 适用规则 {place.RuleVersion}"]);
            }
        }
        if (batch.PublicityStart is not null)
        {
            run.WriteLine(words[$"publicity {Publicity(batch)}", $"公示期 {Publicity(batch)}"]);
        }
        if (batch.Cancellation.Length > 0)
        {
            run.WriteLine(words[$"cancelled: {batch.Cancellation}", $"取消原因：{batch.Cancellation}"]);
        }
        if (batch.DecisionDocument.Length > 0)
        {
            run.WriteLine(words[$"decided by {batch.DecisionDocument} from {Dates.Of(batch.EffectiveDate)}", $"认定文号 {batch.DecisionDocument}，自 {Dates.Of(batch.EffectiveDate)} 生效"]);
        }
    }

    private static string Publicity(Batch batch) => batch.PublicityStart is null ? "" : $"{Dates.Of(batch.PublicityStart)} – {Dates.Of(batch.PublicityLast)}";
}
