using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override Task<CreateHiringLineResponse> CreateHiringLine(CreateHiringLineRequest request, ServerCallContext context)
    {
        var wanted = request.Line ?? throw Refusal.Field("line", "must be given");
        new RequestCheck().Write(request).Line(wanted, "line", clock.TodayInChina()).Done();
        var line = HiringForm.ToRecord(wanted) with { LineId = Ids.New() };
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => ReplyOf<CreateHiringLineResponse>(await write.AsCommittedAsync(Documents.HiringLines, commit, ct)));

        async Task<Func<Commit?, CreateHiringLineResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            (await scope.OfAsync(context)).Require(line.SchoolCode);
            RequirePlaces(line, batch);
            if (lines.Now.Find(line.Code) is not null)
            {
                throw new Refusal(ErrorReason.AlreadyExists, "A hiring line with this code exists; codes are never reused.") { Metadata = [("type", Documents.HiringLines.Name), ("index", Documents.CodeIndex)] };
            }
            batch.Insert(Documents.HiringLines, line.LineId, line);
            return commit => ReplyOf<CreateHiringLineResponse>(new(line.LineId, commit?.Revision ?? 0, line));
        }
    }

    /// <summary>The school is one, and the department stands under it.</summary>
    private void RequirePlaces(HiringLine line, WriteBatch batch)
    {
        var view = organisations.Now;
        new RequestCheck()
            .Require(view.Tree.Find(line.SchoolCode) is { Kind: OrganisationKind.School or OrganisationKind.AttachedClass }, "line.school_code", "must be a school of the registry")
            .Require(
                line.DepartmentCode.Length == 0 || view.Tree.Find(line.DepartmentCode)?.LastParentOn(clock.TodayInChina()) == line.SchoolCode,
                "line.department_code", "must be a department of the school, or empty")
            .Done();
        view.RelyOn(batch, line.DepartmentCode.Length == 0 ? [line.SchoolCode] : [line.SchoolCode, line.DepartmentCode]);
    }
}
