using System.Runtime.InteropServices;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task<GetLookAheadResponse> GetLookAhead(GetLookAheadRequest request, ServerCallContext context)
    {
        var asked = await AskedAsync(context, new RequestCheck(), request.ScopeCode, request.AsOf, request.Level);
        var tree = organisations.Tree;
        return await view.ReadAsync(
            from: null,
            (places, revision) =>
            {
                var whole = new LookAheadCounts();
                var schools = new SortedDictionary<string, LookAheadCounts>(StringComparer.Ordinal);
                foreach (var place in places.Where(asked.Holds))
                {
                    var school = !request.BySchool ? null
                        : schools.TryGetValue(place.School, out var known) ? known
                        : schools[place.School] = new();
                    foreach (ref readonly var row in CollectionsMarshal.AsSpan(place.Rows))
                    {
                        if (asked.DayOf(place, row) is { } day)
                        {
                            whole.Add(row, day, asked.Today);
                            school?.Add(row, day, asked.Today);
                        }
                    }
                }
                return new GetLookAheadResponse
                {
                    Figure = whole.Figure(request.ScopeCode, Name(request.ScopeCode)),
                    Schools = { schools.Where(s => s.Value.HasAny).Select(s => s.Value.Figure(s.Key, Name(s.Key))) },
                    AsOf = asked.Day.ToWire(),
                    Revision = revision,
                };
            },
            context.CancellationToken);

        string Name(string code) => tree.Find(code)?.NameOn(asked.Day) ?? "";
    }
}
