using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class SetPanel
{
    public static Command Create(Words words)
    {
        var members = new Option<string[]>("--member")
        {
            Description = words["a member: ACCOUNT_ID, or ACCOUNT_ID=TEACHER_ID when the member is a teacher; may be repeated", "评委：账户编号，评委本人是教师时写“账户编号=教师编号”，可重复"],
        };
        return new RequestCommand<SetPanelRequest>(
                "panel", words["say who reviews and votes at a tier; without members the tier has no panel", "指定某级的评审组；不写评委则该级不设评审组"], words,
                ("CODE", "code", "code of the batch", "批次代码"),
                ("--tier!", "panel.tier", "tier", "评审层级"))
            .With(members)
            .Does(null, async (request, run, ct) =>
            {
                request.Panel.Members.Add((run.Parse.GetValue(members) ?? []).Select(Member));
                return BatchView.Written(await run.Connection.Batches.SetPanelAsync(request, cancellationToken: ct), run);
            });
    }

    private static PanelMember Member(string text) => text.Split('=', 2) switch
    {
        [var account, var teacher] => new() { AccountId = account, TeacherId = teacher },
        _ => new() { AccountId = text },
    };
}
