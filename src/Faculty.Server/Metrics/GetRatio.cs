using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Metrics;

internal sealed partial class MetricService
{
    public override async Task<GetRatioResponse> GetRatio(GetRatioRequest request, ServerCallContext context)
    {
        Check(request.ScopeCode, request.MetricId).OptionalDay(request.AsOf, "as_of").Known(request.By, "by", optional: true).Done();
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var definition = Versions(request.MetricId).On(day);

        var hidden = await HiddenAsync(context);
        return await ReadAsync(context, request.ScopeCode, request.KnownAt, request.AfterChangeToken, Scopes, Read);

        IEnumerable<string> Scopes(OrganisationTree tree) => [request.ScopeCode, .. Parts(tree, request.ScopeCode, request.By, day)];

        GetRatioResponse Read(RatioMoment moment)
        {
            var figure = moment.Figure(request.ScopeCode, day, definition);
            figure.Parts.AddRange(request.By == Breakdown.Level
                ? Levels(moment, request.ScopeCode, day, definition)
                : Parts(moment.Organisations, request.ScopeCode, request.By, day).Select(code => moment.Figure(code, day, definition)));
            return new() { Figure = hidden.Without(figure) };
        }
    }

    private static IReadOnlyList<string> Parts(OrganisationTree tree, string scopeCode, Breakdown by, DateOnly day) => by switch
    {
        Breakdown.Department => ScopeParts.Departments(tree, scopeCode, day),
        Breakdown.School => ScopeParts.Schools(tree, scopeCode, day),
        Breakdown.Child => ScopeParts.Children(tree, scopeCode, day),
        _ => [],
    };

    private static IEnumerable<Figure> Levels(RatioMoment moment, string scopeCode, DateOnly day, MetricDefinition definition)
    {
        foreach (var (level, fraction) in moment.Cells(scopeCode).ByLevel(day, definition))
        {
            var part = moment.Figure(scopeCode, day, definition, fraction);
            part.Part = level == 0 ? "NONE" : $"{level}".ToUpperInvariant();
            yield return part;
        }
    }
}
