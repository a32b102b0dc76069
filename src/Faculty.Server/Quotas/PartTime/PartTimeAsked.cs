using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Quotas.Seats;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;
using PartTimeBudget = Faculty.Domain.Quotas.PartTime.PartTimeBudget;
using HoursState = Faculty.Domain.Quotas.PartTime.HoursState;
using Organisation = Faculty.Domain.Organisations.Organisation;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>A question: the day, what is known of it, and which schools and lines of the caller's it is about.</summary>
internal sealed record PartTimeAsked(PartTimeLedger Ledger, OrganisationTree Tree, long Revision, Coverage Coverage, DateOnly Day, string ScopeCode)
{
    /// <summary>Schools by code: those below the scope on the day; of a department, those it ever belonged to.</summary>
    public IReadOnlyList<string> Schools { get; } = [.. SchoolsOf(Tree, Coverage, Day, ScopeCode).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Those with seats and a cap of their own; a class attached to a school (附设中职班) is counted in that school.</summary>
    public IEnumerable<string> Ledgers => Schools.Where(code => LedgerOf(code) == code);

    private bool OfDepartment => ScopeCode.Length > 0 && Tree.Find(ScopeCode)?.Kind == OrganisationKind.Department;

    /// <summary>The whole of the school is asked about, and the caller's: then there is a budget to it.</summary>
    public bool HasBudget(string schoolCode) => !OfDepartment && Coverage.Covers(schoolCode);

    public bool Holds(HoursLine line) =>
        (!OfDepartment || string.Equals(line.DepartmentCode, ScopeCode, StringComparison.Ordinal))
        && (Coverage.Covers(line.SchoolCode) || Coverage.Covers(line.DepartmentCode));

    public string? LedgerOf(string code) => EstablishmentView.LedgerOf(code, Tree, Day);

    public string NameOf(string code) => Tree.Find(code)?.NameOn(Day) ?? "";

    /// <summary>The lines of a year, by school, month and id.</summary>
    public async Task<List<HoursLine>> LinesAsync(int year, CancellationToken ct)
    {
        var found = new List<HoursLine>();
        foreach (var school in Schools)
        {
            found.AddRange((await Ledger.LinesAsync(school, year, month: null, ct)).Select(l => l.Value).Where(Holds));
        }
        return found;
    }

    /// <summary>What figures stand on: the budgets that hold, the rates of what is counted, and what it was paid by.</summary>
    public async Task<IEnumerable<string>> DocumentsAsync(IReadOnlyCollection<HoursLine> lines, IEnumerable<PartTimeBudget> budgets, CancellationToken ct)
    {
        var counted = lines.Where(l => l.StateOn(Day) is HoursState.Confirmed or HoursState.Paid).ToList();
        var rates = new List<string>();
        foreach (var (standardId, rateId) in counted.Select(l => (l.StandardId, l.RateId)).Distinct())
        {
            rates.Add(await Ledger.DocumentOfAsync(standardId, rateId, ct));
        }
        return budgets.Select(b => b.InForce(Day)?.DocumentNumber ?? "")
            .Concat(rates)
            .Concat(counted.SelectMany(l => l.Steps).Where(s => s.Date <= Day).Select(s => s.DocumentNumber))
            .Where(d => d.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> SchoolsOf(OrganisationTree tree, Coverage coverage, DateOnly day, string scope)
    {
        if (scope.Length > 0)
        {
            return tree.Find(scope) is { Kind: OrganisationKind.Department } department
                ? department.Parents.Select(p => p.ParentCode)
                : tree.All.Where(IsSchool).Select(o => o.Code).Where(code => tree.Above(code, new(day, day)).Any(a => string.Equals(a.Code, scope, StringComparison.Ordinal)));
        }
        return coverage.Whole
            ? tree.All.Where(IsSchool).Select(o => o.Code)
            : coverage.Codes.Select(tree.Find).OfType<Organisation>()
                .SelectMany(o => IsSchool(o) ? [o.Code] : o.Kind == OrganisationKind.Department ? o.Parents.Select(p => p.ParentCode) : (IEnumerable<string>)[]);
    }

    private static bool IsSchool(Organisation organisation) => organisation.Kind is OrganisationKind.School or OrganisationKind.AttachedClass;
}

internal sealed partial class PartTimeService
{
    /// <summary>What a question is about; the scope, when one is named, has to exist for the caller.</summary>
    private async Task<PartTimeAsked> AskedAsync(string scopeCode, Google.Type.Date? asOf, KnownAt? knownAt, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var coverage = await CoverageAsync(context);
        var newest = store.Revision;
        var known = await store.RevisionKnownAtAsync(knownAt, clock, ct);
        await follower.CaughtUpAsync(newest, ct);
        var tree = known is { } then ? await history.OrganisationsAsync(then, ct) : organisations.Tree;
        return scopeCode.Length == 0 || (coverage.Covers(scopeCode) && tree.Find(scopeCode) is not null)
            ? new(new(store, known ?? newest), tree, known ?? newest, coverage, asOf.ToOptionalDay() ?? clock.TodayInChina(), scopeCode)
            : throw Refusal.NotFound(Documents.Organisations.Name, scopeCode);
    }

    /// <summary>Whose name of a line the caller may read: who keeps the teachers, or pays them.</summary>
    private async Task<Func<HoursLine, bool>> NamesAsync(ServerCallContext context)
    {
        Coverage[] names = [await scope.OfAsync(context, Permission.ReadTeachers), await scope.OfAsync(context, Permission.Pay)];
        return line => names.Any(c => c.Covers(line.SchoolCode) || c.Covers(line.DepartmentCode));
    }

    /// <summary>Who stands for a teacher's id, and what they are called; empty when nobody can tell any more.</summary>
    private async Task<Dictionary<string, (string Id, string Name)>> PersonsAsync(IEnumerable<string> teacherIds, long revision, CancellationToken ct)
    {
        var persons = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var id in teacherIds.Distinct(StringComparer.Ordinal))
        {
            var standing = await scope.Everyone.StandingOrNullAsync(id, revision, ct);
            persons.Add(id, standing is null ? (id, "") : (standing.Id, Documents.Teachers.Typed(standing).Value.Identity.DisplayName));
        }
        return persons;
    }
}
