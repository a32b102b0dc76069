using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Rules;

/// <summary>`faculty rules …` (认定规则).</summary>
internal static class RulesCommand
{
    public static Command Create(Words words) => new("rules", words["rule packs: what recognition asks for, where and when", "认定规则：何地何时认定须具备什么"])
    {
        ImportRules.Create(words),
        ActivateRules.Create(words),
        WithdrawRules.Create(words),
        ListRules.Create(words),
        ShowRules.Create(words),
        DiffRules.Create(words),
    };
}
