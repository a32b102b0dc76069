using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Recognitions;

internal static class ListRecognitions
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamRecognitionsRequest>(
                "list", words["list recognitions", "列出双师型认定"], words,
                ("--school", "school_code", "only teachers ever engaged by this school", "该校历任教师"),
                ("--level", "level", "only this level", "级别"),
                ("--as-of", "as_of", "the day for being in force", "查询日期"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Recognitions.StreamRecognitions(request, cancellationToken: ct), r => r.Entries,
                () => RecognitionView.List(words), e => RecognitionView.Row(e, words), run.Parse.GetValue(limit), ct));
    }
}
