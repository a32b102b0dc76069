using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Metrics;

internal sealed partial class MetricService
{
    private const int PersonsPerMessage = 200;

    public override async Task StreamCounted(
        StreamCountedRequest request, IServerStreamWriter<StreamCountedResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var check = Check(request.ScopeCode, request.MetricId);
        var people = await PeopleAsync(context, request.ScopeCode, request.MetricId, request.AsOf, request.KnownAt, check);
        await foreach (var persons in people.AfterAsync(CountedPeople.Place.Start, until.Token).Chunk(PersonsPerMessage))
        {
            await responseStream.WriteAsync(new() { Persons = { persons.Select(p => ToWire(p.Teacher, p.Seen)) } }, until.Token);
        }
    }
}
