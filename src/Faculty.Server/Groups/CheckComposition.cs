using Faculty.Domain.Groups.Composition;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override async Task<CheckCompositionResponse> CheckComposition(CheckCompositionRequest request, ServerCallContext context)
    {
        new RequestCheck().GroupCode(request.Code, "code").OptionalDay(request.AsOf, "as_of").Done();
        var ct = context.CancellationToken;
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, ct);
        var rows = await RowsAsync(context);
        var (group, people) = at is null
            ? (rows.View.Groups.TryGetValue(request.Code, out var now) && rows.Sees(now.Value) ? now.Value : throw NotFound(request.Code), rows.View.People)
            : await GroupHistory.AtAsync(store, (await FindAtAsync(request.Code, at, context)).Value, at.Value, scope.Everyone, ct);
        var names = await NamesAsync(context);
        return new() { Composition = await ToWireAsync(CompositionJudge.Judge(group, book, day, people), group.Code, day, at ?? rows.View.Revision, names, ct) };
    }

    private static async Task<V1.Composition> ToWireAsync(CompositionJudgement judged, string code, DateOnly day, long revision, TeacherNames names, CancellationToken ct)
    {
        var message = new V1.Composition
        {
            GroupCode = code, AsOf = day.ToWire(), Revision = revision, State = (GroupState)judged.State, RulesCode = judged.Rules?.Code ?? "", RulesVerified = judged.Rules?.Verified ?? false,
            Result = (V1.CompositionResult)judged.Result, MemberCount = judged.MemberCount,
        };
        foreach (var finding in judged.Findings)
        {
            var told = new CompositionFinding { Rule = Wire.ToMessage(finding.Rule), Result = (V1.CompositionResult)finding.Result, Counted = finding.Counted, Among = finding.Among };
            foreach (var (membership, counts, cause) in finding.Members)
            {
                var (teacherId, name) = await names.OfAsync(membership.TeacherId, ct);
                told.Members.Add(new V1.CountedMember
                {
                    MembershipId = membership.MembershipId, TeacherId = teacherId, DisplayName = name, Role = (MemberRole)membership.Role, Counts = counts, Cause = (V1.MemberCause)cause,
                });
            }
            message.Findings.Add(told);
        }
        return message;
    }
}
