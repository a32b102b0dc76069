using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Audit;

/// <summary>`faculty audit …` (审计).</summary>
internal static class AuditCommand
{
    public static Command Create(Words words) => new("audit", words["who did what with the server, and what was refused", "审计：何人对系统做了什么、被拒绝了什么"])
    {
        ListEvents.Create(words),
    };
}
