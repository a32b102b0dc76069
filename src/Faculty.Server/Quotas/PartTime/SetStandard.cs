using Faculty.Domain;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<SetStandardResponse> SetStandard(SetStandardRequest request, ServerCallContext context)
    {
        var standard = request.Standard ?? throw Refusal.Field("standard", "must be given");
        var rate = request.Rate ?? throw Refusal.Field("rate", "must be given");
        new RequestCheck().Write(request)
            .OrganisationCode(standard.OrganisationCode, "standard.organisation_code")
            .StandardCode(standard.Code, "standard.code")
            .Text(standard.Title, "standard.title", longest: 100)
            .Known(standard.Unit, "standard.unit")
            .Rate(rate, "rate")
            .Done();
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => new() { Standard = ToWire(await write.AsCommittedAsync(Documents.PayStandards, commit, ct)) });

        async Task<Func<Commit?, SetStandardResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            (await CoverageAsync(context)).Require(standard.OrganisationCode);
            var view = organisations.Now;
            _ = view.Find(standard.OrganisationCode) ?? throw Refusal.NotFound(Documents.Organisations.Name, standard.OrganisationCode);
            view.RelyOn(batch, [standard.OrganisationCode]);
            var found = await new PartTimeLedger(store, revision: null).StandardAsync(standard.OrganisationCode, standard.Code, ct);
            if (found is not null)
            {
                Write.RequireEtag(request.Etag, Documents.PayStandards, found);
            }
            // What only the server says is not taken from the request.
            var wanted = Wire.ToRecord(standard) with { Rates = [] };
            var before = found?.Value ?? wanted with { StandardId = PartTimeLedger.IdOf(PartTimeLedger.Key(wanted.OrganisationCode, wanted.Code)) };
            if (before.Unit != wanted.Unit)
            {
                throw new RuleBroken(
                    Reason.StandardUnit, "The standard is paid by another unit; take another code.",
                    ("organisation_code", wanted.OrganisationCode), ("standard_code", wanted.Code), ("unit", $"{before.Unit}"), ("wanted", $"{wanted.Unit}"));
            }
            var next = (before with { Title = wanted.Title }).With(Wire.ToRecord(rate) with { RateId = Ids.New() });
            _ = found is null ? batch.Insert(Documents.PayStandards, next.StandardId, next) : batch.Replace(Documents.PayStandards, found, next);
            return commit => new() { Standard = ToWire(new Stored<Domain.Quotas.PartTime.PayStandard>(next.StandardId, commit?.Revision ?? found?.Revision ?? 0, next)) };
        }
    }
}
