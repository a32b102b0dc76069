using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf.Reflection;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty users create`: an account; a person's with a sign-in code to hand over.</summary>
internal static class CreateUser
{
    private static readonly FieldDescriptor RoleField = Grant.Descriptor.FindFieldByNumber(Grant.RoleFieldNumber);

    public static Command Create(Words words)
    {
        var role = Inputs.Text("--role", words["its first role, such as HR_CLERK", "首个角色，如 人事干事"]);
        var place = Inputs.Text("--place", words["code of the organisation the role is for, with all below; absent = the whole registry", "机构代码，含下级；不填为全部"]);
        return new RequestCommand<CreateAccountRequest>(
                "create", words["create an account", "新建账户"], words,
                ("NAME", "account.account_name", "3 to 32 of a-z, 0-9, dot, underscore, hyphen", "3 至 32 个小写字母、数字、点、下划线或连字符"),
                ("--kind", "account.kind", "PERSON (the default) or SERVICE, a program", "个人（默认）或 程序"))
            .With(role, place)
            .Does(null, async (request, run, ct) =>
            {
                request.Account ??= new();
                request.Account.Kind = request.Account.Kind == AccountKind.Unspecified ? AccountKind.Person : request.Account.Kind;
                if (run.Parse.GetValue(role) is { } text)
                {
                    request.Account.Grants.Add(new Grant
                    {
                        Role = Field.Value(RoleField, text) as Role? ?? throw new UsageException(words[
                            $"--role takes {Field.Expected(RoleField, words)}.", $"--role 应填{Field.Expected(RoleField, words)}。"]),
                        OrganisationCode = run.Parse.GetValue(place) ?? "",
                    });
                }
                var reply = await run.Connection.Accounts.CreateAccountAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply);
                    return ExitCode.Done;
                }
                await AccountView.WrittenAsync(reply, run, ct);
                Code(reply.Account, reply.SignInCode, run);
                return ExitCode.Done;
            });
    }

    public static void Code(Account account, string code, Run run)
    {
        if (code.Length > 0)
        {
            run.WriteLine(run.Words[$"Sign-in code (72 hours, once): {code}", $"登录码（72 小时内有效，限用一次）：{code}"]);
            run.Say(run.Words[$"Hand it over; its owner runs: faculty enrol {account.AccountName}", $"请转交本人，由其运行：faculty enrol {account.AccountName}"]);
        }
    }
}
