using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Recognitions;

/// <summary>`faculty recognitions …` (双师型认定).</summary>
internal static class RecognitionsCommand
{
    public static Command Create(Words words) => new("recognitions", words["recognitions as dual-qualified teacher", "双师型教师认定"])
    {
        GrantRecognition.Create(words),
        RecordEvent.Create(words),
        GetRecognition.Create(words),
        ListRecognitions.Create(words),
        ListDue.Create(words),
        ListExpiring.Create(words),
    };
}
