using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Organisation = Faculty.Domain.Organisations.Organisation;
using OrganisationName = Faculty.Domain.Organisations.OrganisationName;
using OrganisationParent = Faculty.Domain.Organisations.OrganisationParent;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override Task<CreateOrganisationResponse> CreateOrganisation(CreateOrganisationRequest request, ServerCallContext context)
    {
        var wanted = request.Organisation ?? throw Refusal.Field("organisation", "must be given");
        new RequestCheck()
            .Write(request)
            .OrganisationCode(wanted.Code, "organisation.code")
            .Known(wanted.Kind, "organisation.kind")
            .Require(wanted.Names.Count == 1, "organisation.names", "must hold one name")
            .OrganisationName(wanted.Names.FirstOrDefault()?.Name ?? "", "organisation.names[0].name")
            .Require(wanted.Parents.Count <= 1, "organisation.parents", "must hold at most one parent")
            .OrganisationCode(wanted.Parents.FirstOrDefault()?.ParentCode ?? "-", "organisation.parents[0].parent_code")
            .SchoolType(wanted.SchoolType, "organisation.school_type")
            .RegionCode(wanted.RegionCode, "organisation.region_code")
            .Day(wanted.StartDate, "organisation.start_date")
            .Done();
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) =>
            Reply<CreateOrganisationResponse>(await write.AsCommittedAsync(Documents.Organisations, commit, ct)));

        async Task<Func<Commit?, CreateOrganisationResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            (await scope.OfAsync(context)).Require(wanted.Parents.FirstOrDefault()?.ParentCode ?? "");
            var view = directory.Now;
            if (view.Find(wanted.Code) is not null)
            {
                throw new Refusal(ErrorReason.AlreadyExists, "An organisation with this code exists; codes are never reused.") { Metadata = [("type", "organisation"), ("index", "code")] };
            }
            var organisation = OrganisationInvariants.Require(New(wanted), view.Tree);
            batch.Insert(Documents.Organisations, organisation.OrganisationId, organisation);
            view.Guard(batch);
            return commit => Reply<CreateOrganisationResponse>(new(organisation.OrganisationId, commit?.Revision ?? 0, organisation));
        }
    }

    private static Organisation New(V1.Organisation wanted)
    {
        var first = wanted.StartDate.ToDay();
        return new()
        {
            OrganisationId = Ids.New(),
            Code = wanted.Code,
            Kind = (Domain.Organisations.OrganisationKind)wanted.Kind,
            SchoolType = wanted.SchoolType,
            RegionCode = wanted.RegionCode,
            StartDate = first,
            Names = [new OrganisationName { Name = wanted.Names[0].Name, StartDate = first }],
            Parents = [.. wanted.Parents.Select(p => new OrganisationParent { ParentCode = p.ParentCode, StartDate = first })],
        };
    }
}
