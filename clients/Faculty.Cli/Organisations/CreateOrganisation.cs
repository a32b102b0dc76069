using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Organisations;

internal static class CreateOrganisation
{
    public static Command Create(Words words)
    {
        var name = Inputs.Text("--name", words["its name", "名称"]);
        var parent = Inputs.Text("--parent", words["code of the parent", "上级代码"]);
        return new RequestCommand<CreateOrganisationRequest>(
                "create", words["create an organisation under a parent", "新建机构"], words,
                ("--code", "organisation.code", "code, unique and never reused", "代码，唯一且不重复使用"),
                ("--kind", "organisation.kind", "kind", "类型"),
                ("--school-type", "organisation.school_type", "中专， 职高， 成人中专， 技工 or 高职", "学校类型"),
                ("--region", "organisation.region_code", "administrative division, 6 digits", "行政区划代码"),
                ("--start", "organisation.start_date", "first day it exists", "开始日期"))
            .With(name, parent)
            .Does(null, async (request, run, ct) =>
            {
                request.Organisation ??= new();
                if (run.Parse.GetValue(name) is { } called)
                {
                    request.Organisation.Names.Add(new OrganisationName { Name = called });
                }
                if (run.Parse.GetValue(parent) is { } code)
                {
                    request.Organisation.Parents.Add(new OrganisationParent { ParentCode = code });
                }
                var reply = await run.Connection.Organisations.CreateOrganisationAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply);
                }
                else
                {
                    OrganisationView.Written(reply, run);
                }
                return ExitCode.Done;
            });
    }
}
