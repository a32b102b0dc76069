using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Organisations;

internal static class GetOrganisation
{
    public static Command Create(Words words) => new RequestCommand<GetOrganisationRequest>(
            "get", words["read one organisation", "查看机构"], words,
            ("CODE", "code", "code of the organisation", "机构代码"))
        .Calls<GetOrganisationResponse>(
            c => c.Organisations.GetOrganisationAsync, (reply, run) => OrganisationView.Whole(reply.Organisation, run));
}
