using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification;

internal sealed partial class RecognitionService
{
    public override async Task<GetRecognitionResponse> GetRecognition(GetRecognitionRequest request, ServerCallContext context)
    {
        new RequestCheck().Certificate(request.Authority, request.CertificateNumber)
            .OptionalDay(request.AsOf, "as_of").Done();
        var found = await CertifiedAsync(await scope.TeachersAsync(context), request.Authority, request.CertificateNumber, context.CancellationToken)
            ?? throw Refusal.NotFound("recognition", request.CertificateNumber);
        var recognition = Certified(found.Value, request.Authority, request.CertificateNumber);
        return new() { Entry = Entry(found.Id, recognition, request.AsOf?.ToDay() ?? clock.TodayInChina()) };
    }
}
