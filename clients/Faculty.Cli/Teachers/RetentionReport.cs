using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf.Collections;

namespace Faculty.Cli.Teachers;

/// <summary>`faculty teachers retention`: whose identity is past its term. Deletes nothing.</summary>
internal static class RetentionReport
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamRetentionRequest>(
                "retention", words["list whose identity is past its term and would be erased; deletes nothing", "列出超过保存期限、应予抹除的身份信息（不删除）"], words,
                ("--class", "retention_class", "only this class", "仅此类别"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Privacy.StreamRetention(request, cancellationToken: ct),
                m => Told(m.Terms, m.Items, run),
                () => Tables.New(words["class", "类别"], words["id", "编号"], words["school", "学校"], words["since", "起算日"]),
                item => [words.Of(item.RetentionClass), item.TeacherId, item.SchoolCode, Dates.Of(item.SinceDate)],
                run.Parse.GetValue(limit), ct));
    }

    private static RepeatedField<RetentionItem> Told(RepeatedField<RetentionTerm> terms, RepeatedField<RetentionItem> items, Run run)
    {
        foreach (var term in terms)
        {
            var fields = FieldTerms.Listed(term.FieldNames, run.Words);
            run.Say(run.Words[
                $"{run.Words.Of(term.RetentionClass)}: kept {term.Months} months; past its term when it began on or before {Dates.Of(term.CutoffDate)}. Erased would be: {fields}.",
                $"{run.Words.Of(term.RetentionClass)}：保存 {term.Months} 个月，{Dates.Of(term.CutoffDate)} 及以前起算者已到期。将抹除：{fields}。"]);
        }
        return items;
    }
}
