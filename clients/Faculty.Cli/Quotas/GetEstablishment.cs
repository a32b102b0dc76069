using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

internal static class GetEstablishment
{
    public static Command Create(Words words) => new RequestCommand<GetEstablishmentRequest>(
            "establishment", words["what is authorised, frozen and kept, with documents", "核定、冻结、预占记录及文号"], words,
            ("CODE", "organisation_code", "code of the organisation", "机构代码"),
            ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"))
        .Calls<GetEstablishmentResponse>(c => c.Establishments.GetEstablishmentAsync, (reply, run) => EstablishmentView.Whole(reply.Establishment, run));
}
