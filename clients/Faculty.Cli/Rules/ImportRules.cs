using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Cli.Rules;

internal static class ImportRules
{
    public static Command Create(Words words)
    {
        var file = Inputs.Argument("FILE", words["the pack as JSON", "JSON 规则文件"]);
        return new RequestCommand<ImportRulePackRequest>("import", words["take in a rule pack as a draft, the next version of its code", "导入规则文件，作为该代码的下一版草案"], words)
            .With(file)
            .Does(null, async (request, run, ct) =>
            {
                request.RulePack = await ReadAsync(run.Parse.GetValue(file)!, words, ct);
                var reply = await run.Connection.RulePacks.ImportRulePackAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply);
                    return ExitCode.Done;
                }
                RulePackView.Head(reply.RulePack, run);
                run.Say(request.ValidateOnly
                    ? words["Checked; nothing was written.", "检查通过，未写入。"]
                    : words[$"Imported as a draft. faculty rules activate {RulePackView.Version(reply.RulePack)} makes it binding.", $"已导入为草案。用 faculty rules activate {RulePackView.Version(reply.RulePack)} 使其生效。"]);
                return ExitCode.Done;
            });
    }

    private static async Task<RulePack> ReadAsync(string file, Words words, CancellationToken ct)
    {
        try
        {
            return JsonParser.Default.Parse<RulePack>(await File.ReadAllTextAsync(file, ct));
        }
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new UsageException(words[$"{file} is no rule pack: {malformed.Message}", $"{file} 不是规则文件：{malformed.Message}"]);
        }
    }
}
