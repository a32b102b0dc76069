using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override async Task<WithdrawRateResponse> WithdrawRate(WithdrawRateRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request)
            .OrganisationCode(request.OrganisationCode, "organisation_code")
            .StandardCode(request.StandardCode, "standard_code")
            .Id(request.RateId, "rate_id")
            .Done();
        var coverage = await CoverageAsync(context);
        var found = coverage.Covers(request.OrganisationCode)
            ? await new PartTimeLedger(store, revision: null).StandardAsync(request.OrganisationCode, request.StandardCode, context.CancellationToken)
            : null;
        return await write.ChangeAsync(
            request, context, Documents.PayStandards, found?.Id ?? throw Refusal.NotFound(Documents.PayStandards.Name, request.StandardCode), request.Etag, (_, _) => new(true),
            (read, _, _) => Task.FromResult(read.Value.Withdraw(request.RateId)), (stored, _) => new WithdrawRateResponse { Standard = ToWire(stored) });
    }
}
