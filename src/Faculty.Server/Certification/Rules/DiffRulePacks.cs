using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Certification.Rules;

internal sealed partial class RulePackService
{
    public override async Task<DiffRulePacksResponse> DiffRulePacks(DiffRulePacksRequest request, ServerCallContext context)
    {
        var (before, after) = (Version(request.RuleVersion), Version(request.OtherRuleVersion));
        new RequestCheck()
            .Require(before is not null, "rule_version", RulePackForm.VersionForm)
            .Require(after is not null, "other_rule_version", RulePackForm.VersionForm)
            .Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var (old, other) = (Said(before!.Value), Said(after!.Value));
        return new()
        {
            Differences =
            {
                from rule in old.Keys.Concat(other.Keys).Distinct().OrderBy(r => (r.Track, r.Level))
                let was = old.GetValueOrDefault(rule, "")
                let now = other.GetValueOrDefault(rule, "")
                where !string.Equals(was, now, StringComparison.Ordinal)
                select new RuleDifference { Track = rule.Track, Level = rule.Level, Rule = rule.Name, Before = was, After = now },
            },
        };
    }

    /// <summary>Everything a pack says, rule by rule, in the words of its file.</summary>
    private Dictionary<(RecognitionTrack Track, RecognitionLevel Level, string Name), string> Said((string Code, int Version) version)
    {
        var said = new Dictionary<(RecognitionTrack, RecognitionLevel, string), string>();
        foreach (var level in ToWire(Find(version.Code, version.Version)).Levels)
        {
            foreach (var field in LevelRules.Descriptor.Fields.InFieldNumberOrder().Where(f => !f.IsRepeated && f.Name is not ("track" or "level")))
            {
                said[(level.Track, level.Level, field.Name)] = field.Accessor.GetValue(level) is ReviewTier tier ? $"{tier}" : $"{field.Accessor.GetValue(level)}";
            }
            foreach (var requirement in level.Requirements)
            {
                said[(level.Track, level.Level, requirement.Code)] = JsonFormatter.Default.Format(requirement);
            }
            foreach (var route in level.Exceptions)
            {
                said[(level.Track, level.Level, route.Code)] = JsonFormatter.Default.Format(route);
            }
        }
        return said;
    }

    private static (string Code, int Version)? Version(string text) =>
        text.Split('/') is [var code, var number] && RulePackForm.IsCode(code) && number is [not '0', ..] && number.Length < 10 && number.All(char.IsAsciiDigit)
            ? (code, int.Parse(number))
            : null;
}
