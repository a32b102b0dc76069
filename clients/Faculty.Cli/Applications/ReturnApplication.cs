using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class ReturnApplication
{
    public static Command Create(Words words)
    {
        var items = new Option<string[]>("--item")
        {
            Description = words["what is to be mended, CODE=PROBLEM when it is about one requirement; may be repeated", "须补正的内容，针对某条件时写“条件代码=问题”，可重复"],
            Required = true,
        };
        return new RequestCommand<ReturnApplicationRequest>(
                "return", words["give an application back to be mended", "退回补正"], words,
                ("APPLICATION_ID", "application_id", "the application", "申请编号"))
            .With(items)
            .Does(null, async (request, run, ct) =>
            {
                request.Items.Add(run.Parse.GetRequiredValue(items).Select(Item));
                return ApplicationView.Written(await run.Connection.Applications.ReturnApplicationAsync(request, cancellationToken: ct), run);
            });
    }

    // Only what looks like a code is one: the problem itself may hold the sign.
    private static ReturnItem Item(string text) => text.Split('=', 2) switch
    {
        [{ Length: > 0 } code, var problem] when code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') => new() { Subject = code, Problem = problem },
        _ => new() { Problem = text },
    };
}
