using System.Globalization;
using Faculty.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Faculty.Benchmarks.Peer;

/// <summary>Ratios of the peer: M1 as a grouped count over the rows in force on the day.</summary>
internal sealed class PeerMetrics(PeerContexts contexts) : MetricService.MetricServiceBase
{
    // A person with two placements in the scope on the day counts once, with the highest level in force.
    private static readonly Func<PeerContext, string, int, IEnumerable<LevelCount>> CountM1 =
        EF.CompileQuery((PeerContext db, string scope, int day) =>
            db.Ancestors.Where(a => a.AncestorCode == scope)
                .Join(db.Placements, a => a.Code, p => p.DepartmentCode, (_, p) => p)
                .Where(p => p.Start <= day && p.Last >= day
                    && (p.Category == (int)PostCategory.Specialty || p.Category == (int)PostCategory.Practice)
                    && (p.Kind == (int)EngagementKind.Established
                        || p.Kind == (int)EngagementKind.Controlled
                        || p.Kind == (int)EngagementKind.Contract)
                    && !db.Spells.Any(s => s.TeacherKey == p.TeacherKey && s.Start <= day && s.Last >= day))
                .Select(p => p.TeacherKey).Distinct()
                .Select(key => db.Recognitions.Where(r => r.TeacherKey == key && r.Start <= day && r.Last >= day).Max(r => (int?)r.Level) ?? 0)
                .GroupBy(level => level)
                .Select(level => new LevelCount(level.Key, level.Count())));

    public override Task<GetRatioResponse> GetRatio(GetRatioRequest request, ServerCallContext context)
    {
        if (request.MetricId.Length > 0 && request.MetricId != "M1")
        {
            throw new RpcException(new Status(StatusCode.Unimplemented, "The peer counts M1."));
        }
        using var lease = contexts.Rent();
        var db = lease.Context;
        var day = new DateOnly(request.AsOf.Year, request.AsOf.Month, request.AsOf.Day).DayNumber;
        var counts = CountM1(db, request.ScopeCode, day).ToList();
        var figure = new Figure
        {
            MetricId = "M1",
            MetricVersion = 1,
            ScopeCode = request.ScopeCode,
            AsOf = request.AsOf,
            Numerator = counts.Where(c => c.Level > 0).Sum(c => c.Teachers),
            Denominator = counts.Sum(c => c.Teachers),
        };
        if (figure.Denominator == 0)
        {
            figure.NotApplicable = true;
        }
        else
        {
            var percent = Math.Round(100m * figure.Numerator / figure.Denominator, 2, MidpointRounding.AwayFromZero);
            figure.Percent = percent.ToString("0.00", CultureInfo.InvariantCulture);
        }
        return Task.FromResult(new GetRatioResponse { Figure = figure });
    }

    private sealed record LevelCount(int Level, int Teachers);
}
