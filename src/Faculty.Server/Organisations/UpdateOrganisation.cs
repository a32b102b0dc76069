using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Organisations;

internal sealed partial class OrganisationService
{
    public override Task<UpdateOrganisationResponse> UpdateOrganisation(UpdateOrganisationRequest request, ServerCallContext context)
    {
        var wanted = request.Organisation ?? throw Refusal.Field("organisation", "must be given");
        Check(request)
            .Mask(request.UpdateMask, "school_type", "region_code")
            .SchoolType(wanted.SchoolType, "organisation.school_type")
            .RegionCode(wanted.RegionCode, "organisation.region_code")
            .Done();
        return ChangeAsync<UpdateOrganisationResponse>(request, context, organisation =>
        {
            var message = Wire.ToMessage(organisation);
            request.UpdateMask.CopyTo(wanted, message);
            return Wire.ToRecord(message);
        });
    }
}
