using Faculty.Domain;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    private const int MostFileBytes = 1 << 20;
    private const int MostFaultsTold = 1_000;

    public override async Task<ImportHoursResponse> ImportHours(ImportHoursRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request)
            .Require(
                request.FileName.Length <= 75 && (request.FileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || request.FileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)),
                "file_name", "must be NAME.xlsx or NAME.csv without folders, at most 75 characters")
            .Require(request.Content.Length is >= 1 and <= MostFileBytes, "content", "must have 1 to 1,048,576 bytes")
            .OptionalDay(request.Date, "date")
            .Done();
        var date = DateOf(request.Date);
        try
        {
            return await write.RunAsync(request, context, DecideAsync, (commit, _) => Task.FromResult(Replayed(commit)));
        }
        catch (NothingWritten nothing)
        {
            return nothing.Reply;
        }

        async Task<Func<Commit?, ImportHoursResponse>> DecideAsync(WriteBatch writes, CancellationToken ct)
        {
            var (faults, ofRows) = (new FaultList(), new List<ImportFault>());
            var rows = HoursSheet.Read(request.FileName, request.Content.Memory, faults, ofRows);
            var coverage = await CoverageAsync(context);
            var recorder = new HoursRecorder(store, organisations.Now, writes, date, Caller.Of(context).PrincipalId);
            var finder = new TeacherFinder(await scope.TeachersAsync(context));
            var unchanged = 0;
            foreach (var row in rows)
            {
                unchanged += await TakeAsync(row, date, coverage, finder, recorder, ct) ? 1 : 0;
            }
            faults.AddAll(ofRows);
            var reply = new ImportHoursResponse { RowCount = rows.Count, CreatedCount = recorder.Lines.Count, UnchangedCount = unchanged, Faults = { faults.Listed(MostFaultsTold) } };
            if (faults.Errors > 0 || recorder.Lines.Count == 0)
            {
                reply.CreatedCount = faults.Errors > 0 ? 0 : reply.CreatedCount;
                throw new NothingWritten(reply);
            }
            recorder.Put();
            return _ => reply;
        }

        // What a file says does not depend on when it is read.
        ImportHoursResponse Replayed(Commit commit)
        {
            var (faults, ofRows) = (new FaultList(), new List<ImportFault>());
            var rows = HoursSheet.Read(request.FileName, request.Content.Memory, faults, ofRows);
            rows.ForEach(row => WorkOf(row));
            faults.AddAll(ofRows);
            var created = commit.Documents.Count(d => d.Type == Documents.HoursLines.Name);
            return new() { RowCount = rows.Count, CreatedCount = created, UnchangedCount = rows.Count - created, Faults = { faults.Listed(MostFaultsTold) } };
        }
    }

    /// <summary>Takes a row in; says whether it stands already.</summary>
    private static async Task<bool> TakeAsync(Row row, DateOnly date, Coverage coverage, TeacherFinder finder, HoursRecorder recorder, CancellationToken ct)
    {
        var (reference, work) = WorkOf(row);
        if (row.Refused)
        {
            return false;
        }
        if (!coverage.Covers(work.SchoolCode) && !coverage.Covers(work.DepartmentCode))
        {
            row.Fault(HoursSheet.SchoolCode, ImportFaultCode.NotYours, "is an organisation that you do not keep");
            return false;
        }
        if (work.Month > date)
        {
            row.Fault(HoursSheet.Month, ImportFaultCode.Future, "lies after the day of the record");
            return false;
        }
        if (await finder.FindAsync(work.SchoolCode, reference, ct) is not { } teacher)
        {
            row.Fault(HoursSheet.Teacher, ImportFaultCode.UnknownTeacherRef, "is no teacher of yours: an id, a staff number of the school, or the reference of an earlier import");
            return false;
        }
        try
        {
            if (await recorder.StandsAsync(work, teacher, ct))
            {
                return true;
            }
            await recorder.AddAsync(work, teacher, ct);
        }
        catch (RuleBroken broken)
        {
            row.Breaks(broken);
        }
        return false;
    }

    private static (string Reference, NewWork Work) WorkOf(Row row) => (
        row.Identifier(HoursSheet.Teacher),
        new(row.Identifier(HoursSheet.SchoolCode), row.Identifier(HoursSheet.Department), HoursSheet.MonthOf(row), row.Identifier(HoursSheet.Standard), HoursSheet.Quantity(row)));

    /// <summary>Teachers by what a sheet calls them, each looked for once.</summary>
    private sealed class TeacherFinder(TeacherRows rows)
    {
        private readonly Dictionary<(string School, string Reference), Stored<Teacher>?> known = [];

        public async Task<Stored<Teacher>?> FindAsync(string school, string reference, CancellationToken ct) =>
            known.TryGetValue((school, reference), out var found) ? found : known[(school, reference)] = await LookAsync(school, reference, ct);

        private async Task<Stored<Teacher>?> LookAsync(string school, string reference, CancellationToken ct)
        {
            if (reference.Length == 32 && reference.All(char.IsAsciiHexDigitLower) && await rows.StandingOrNullAsync(reference, at: null, ct) is { } document)
            {
                return Documents.Teachers.Typed(document);
            }
            return await rows.FindByKeyAsync(Documents.StaffNumberIndex, TeacherKeys.StaffNumber(school, reference), ct)
                ?? await rows.FindByKeyAsync(Documents.ImportRefIndex, TeacherKeys.ImportRef(school, reference), ct);
        }
    }

    /// <summary>There is nothing to commit: the reply says why.</summary>
    private sealed class NothingWritten(ImportHoursResponse reply) : Exception
    {
        public ImportHoursResponse Reply { get; } = reply;
    }
}
