using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty users create-key`: a key for a program, shown this once.</summary>
internal static class CreateKey
{
    public static Command Create(Words words)
    {
        return new RequestCommand<CreateKeyRequest>(
                "create-key", words["make a key for a program", "为程序生成密钥"], words,
                ("NAME", "account_name", "name of the program's account", "程序账户名"),
                ("--days", "valid_days", "days it is good for, at most 400; 90 when absent", "有效天数，至多 400，默认 90"),
                ("--purpose", "purpose", "what it is for; no personal data", "用途，不得含个人信息"))
            .Does(null, async (request, run, ct) =>
            {
                var reply = await run.Connection.Accounts.CreateKeyAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply);
                }
                else if (reply.Secret.Length > 0)
                {
                    run.WriteLine(reply.Secret);
                    run.Say(words["Keep it now, it is not shown again. A script gives it with FACULTY_TOKEN.", "请立即妥善保存，不会再次显示。脚本用 FACULTY_TOKEN 提供。"]);
                }
                else
                {
                    run.Say(reply.ChangeToken.Length == 0
                        ? words["Checked; nothing was written.", "检查通过，未写入。"]
                        : words[$"Made already, as {reply.Key.KeyId}; its text is not shown again. Revoke it and make another.", $"已生成（{reply.Key.KeyId}），不会再次显示。请作废后重新生成。"]);
                }
                return ExitCode.Done;
            });
    }
}
