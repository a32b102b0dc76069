using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

/// <summary>`batches revise`: of a draft, what is typed.</summary>
internal static class ReviseBatch
{
    public static Command Create(Words words)
    {
        var criteria = CreateBatch.CriteriaOption(words);
        string[] changed = [];
        return new RequestCommand<UpdateBatchRequest>(
                "revise", words["change a draft: only what is given", "修改草稿批次，只改所填各项"], words,
                ("CODE", "batch.code", "code of the batch", "批次代码"),
                ("--title", "batch.title", "title", "名称"),
                ("--organisation", "batch.organisation_code", "whose teachers may apply, and those below", "面向的机构，含下级"),
                ("--track", "batch.track", "track", "类型"),
                ("--as-of", "batch.as_of", "the day on which the facts are judged", "条件认定基准日"),
                ("--authority", "batch.authority", "who recognises; stands on the certificates", "认定机构，印在证书上"),
                ("--rule-pack", "batch.rule_pack_code", "code of a rule pack of the layer of batches that it is under; \"\" = none", "批次级规则代码；\"\" 为不指定"),
                ("--prefix", "batch.certificate_prefix", "certificate numbers are this and a serial", "证书编号前缀，其后为流水号"))
            .With(criteria)
            .Does((_, typed) => changed = [.. typed.Where(p => p.StartsWith("batch.", StringComparison.Ordinal) && p != "batch.code").Select(p => p["batch.".Length..])], async (request, run, ct) =>
            {
                if (run.Parse.GetValue(criteria) is { Length: > 0 } typed)
                {
                    request.Batch.Criteria.Clear();
                    request.Batch.Criteria.Add(typed.Select(text => CreateBatch.Criterion(text, words)));
                    changed = [.. changed, "criteria"];
                }
                // What was typed is what is changed; a mask from --from stands when nothing was.
                request.UpdateMask = changed.Length > 0 ? new() { Paths = { changed } } : request.UpdateMask;
                return BatchView.Written(await run.Connection.Batches.UpdateBatchAsync(request, cancellationToken: ct), run);
            });
    }
}
