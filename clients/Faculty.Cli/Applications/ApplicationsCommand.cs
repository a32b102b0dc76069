using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Applications;

/// <summary>`faculty applications …` (认定申请).</summary>
internal static class ApplicationsCommand
{
    public static Command Create(Words words) => new("applications", words["applications for recognition", "双师型认定申请"])
    {
        Precheck.Create(words),
    };
}
