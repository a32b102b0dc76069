using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class CreateBatch
{
    public static Command Create(Words words)
    {
        var criteria = CriteriaOption(words);
        return new RequestCommand<CreateBatchRequest>(
                "create", words["make a batch, as a draft", "新建批次（草稿）"], words,
                ("CODE", "batch.code", "code such as GP-2026-1", "批次代码，如 GP-2026-1"),
                ("--title", "batch.title", "title", "名称"),
                ("--organisation", "batch.organisation_code", "whose teachers may apply, and those below", "面向的机构，含下级"),
                ("--track", "batch.track", "track", "类型"),
                ("--as-of", "batch.as_of", "the day on which the facts are judged", "条件认定基准日"),
                ("--authority", "batch.authority", "who recognises; stands on the certificates", "认定机构，印在证书上"),
                ("--rule-pack", "batch.rule_pack_code", "code of a rule pack of the layer of batches that it is under", "批次级规则代码"),
                ("--prefix", "batch.certificate_prefix", "certificate numbers are this and a serial", "证书编号前缀，其后为流水号"))
            .With(criteria)
            .Does(null, async (request, run, ct) =>
            {
                request.Batch ??= new();
                request.Batch.Criteria.Add((run.Parse.GetValue(criteria) ?? []).Select(text => Criterion(text, words)));
                var reply = await run.Connection.Batches.CreateBatchAsync(request, cancellationToken: ct);
                if (reply.SamePrefixCodes.Count > 0)
                {
                    var others = string.Join(words[", ", "、"], reply.SamePrefixCodes);
                    run.Say(words[$"Note: certificates of {others} are numbered by the same prefix; the serials go on in this batch.", $"注意：批次 {others} 使用相同的证书编号前缀，流水号将接续。"]);
                }
                return BatchView.Written(reply, run);
            });
    }

    /// <summary>What is scored, once each.</summary>
    public static Option<string[]> CriteriaOption(Words words) =>
        new("--criterion") { Description = words["something that is scored: CODE=TITLE=MOST_POINTS, may be repeated", "评分项：代码=名称=满分，可重复"] };

    public static Criterion Criterion(string text, Words words) => text.Split('=') switch
    {
        [{ Length: > 0 } code, { Length: > 0 } title, { Length: > 0 and < 10 } most] when most.All(char.IsAsciiDigit) => new() { Code = code, Title = title, MostPoints = int.Parse(most) },
        _ => throw new UsageException(words["--criterion takes CODE=TITLE=MOST_POINTS, such as theory=Theory=100.", "--criterion 应写作“代码=名称=满分”，如 theory=理论=100。"]),
    };
}
