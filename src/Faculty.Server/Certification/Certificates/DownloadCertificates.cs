using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Certificates;

internal sealed partial class CertificateService
{
    private const int MostAtOnce = 500;

    public override async Task DownloadCertificates(
        DownloadCertificatesRequest request, IServerStreamWriter<DownloadCertificatesResponse> responseStream, ServerCallContext context)
    {
        Check(request).Done();
        using var until = watching.Until(context.CancellationToken);
        var found = await FindManyAsync(request, context);
        var signer = await keys.SignerAsync(until.Token);
        // All can be made before the first goes out: half a decision on paper is worse than none.
        var statements = found.Select(f => Statement(f, signer)).ToList();
        statements.ForEach(s => printer.RequirePrintable(s, request.Format));
        if (request.DecisionDocument.Length > 0)
        {
            AuditedCall.About(context, "decision", request.DecisionDocument);
        }
        await RecordAsync(context, found);
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var done = 0;
        foreach (var statement in statements)
        {
            using var file = new MemoryStream(printer.File(statement, signer, request.Format));
            var name = Unused(names, CertificatePrinter.FileName(statement.CertificateNumber, request.Format));
            done++;
            await Imports.Export.ExportService.SendAsync(
                file,
                (bytes, first) => responseStream.WriteAsync(
                    new() { FileName = first ? name : "", Content = bytes, DoneCount = file.Position == file.Length ? done : done - 1, TotalCount = statements.Count }, context.CancellationToken),
                until.Token);
        }
    }

    private static RequestCheck Check(DownloadCertificatesRequest request)
    {
        var numbers = request.CertificateNumbers;
        var check = new RequestCheck().Known(request.Format, "format").OptionalText(request.Authority, "authority", longest: 100)
            .Require(request.DecisionDocument.Length > 0 != numbers.Count > 0, "decision_document", "must be given, or certificate_numbers, and not both")
            .OptionalText(request.DecisionDocument, "decision_document", longest: 100)
            .Require(
                numbers.Count <= MostAtOnce && numbers.Distinct(StringComparer.Ordinal).Count() == numbers.Count, "certificate_numbers", $"must be 1 to {MostAtOnce} numbers, each once");
        for (var i = 0; i < Math.Min(numbers.Count, MostAtOnce); i++)
        {
            check.Text(numbers[i], $"certificate_numbers[{i}]", longest: 64);
        }
        return check;
    }

    private async Task<IReadOnlyList<Certified>> FindManyAsync(DownloadCertificatesRequest request, ServerCallContext context)
    {
        if (request.DecisionDocument.Length == 0)
        {
            var found = new List<Certified>();
            foreach (var number in request.CertificateNumbers)
            {
                found.Add(await FindAsync(context, request.Authority, number));
            }
            return found;
        }
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var ofDocument = await (await RowsAsync(context)).OfDocumentAsync(request.Authority, request.DecisionDocument, MostAtOnce, context.CancellationToken);
        // What does not hold any more is left out, and who was erased: of an old decision some always are.
        var today = clock.TodayInChina();
        Certified[] standing = [.. ofDocument.Where(c => !c.Teacher.Identity.Erased && c.Recognition.StateOn(today) is Domain.Certification.RecognitionState.InForce or Domain.Certification.RecognitionState.NotYet)];
        return ofDocument.Count > MostAtOnce ? throw Refusal.Field("decision_document", $"must be 1 to {MostAtOnce} numbers, each once")
            : standing.Length > 0 ? standing
            : throw Refusal.NotFound("decision", request.DecisionDocument);
    }

    private static string Unused(Dictionary<string, int> names, string name)
    {
        var times = names[name] = names.GetValueOrDefault(name) + 1;
        return times == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}_{times}{Path.GetExtension(name)}";
    }
}
