using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class SetPanel
{
    private const int IdLength = 32;

    public static Command Create(Words words)
    {
        var members = new Option<string[]>("--member")
        {
            Description = words["a member: the account's name or id; NAME=TEACHER_ID when the member is a teacher; may be repeated", "评委：账户名或账户编号，评委本人是教师时写“账户名=教师编号”，可重复"],
        };
        return new RequestCommand<SetPanelRequest>(
                "panel", words["say who reviews and votes at a tier; without members the tier has no panel", "指定某级的评审组；不写评委则该级不设评审组"], words,
                ("CODE", "code", "code of the batch", "批次代码"),
                ("--tier!", "panel.tier", "tier", "评审层级"))
            .With(members)
            .Does(null, async (request, run, ct) =>
            {
                request.Panel.Members.Add((run.Parse.GetValue(members) ?? []).Select(Member));
                var reply = await run.Connection.Batches.SetPanelAsync(request, cancellationToken: ct);
                if (!run.Json)
                {
                    BatchView.Panels(reply.Batch, run);
                }
                return BatchView.Written(reply, run);
            });
    }

    private static PanelMember Member(string text)
    {
        var (account, teacher) = text.Split('=', 2) is [var who, var record] ? (who, record) : (text, "");
        return account.Length == IdLength && account.All(char.IsAsciiHexDigitLower)
            ? new() { AccountId = account, TeacherId = teacher }
            : new() { AccountName = account, TeacherId = teacher };
    }
}
