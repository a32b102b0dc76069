using System.Text;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Privacy;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Faculty.Server.Imports;

internal sealed partial class ImportService
{
    private const int FaultsAMessage = 200;
    private int running;

    public override async Task RunImport(RunImportRequest request, IServerStreamWriter<RunImportResponse> replies, ServerCallContext context)
    {
        new RequestCheck()
            .Id(request.UploadId, "upload_id")
            .Known(request.Mode, "mode")
            .Require(request.MaxFaults is >= 0 and <= Rows.FaultList.MostKept, "max_faults", $"must be 0 (= 1,000) to {Rows.FaultList.MostKept}")
            .OptionalText(request.Reason, "reason", longest: 200)
            .Require(request.RequestId.Length == 0 || Guid.TryParseExact(request.RequestId, "D", out _), "request_id", "must be a UUID such as 0190a5c2-7d2e-7b0a-9c3e-1f2a3b4c5d6e")
            .Done();
        var upload = uploads.Find(Caller.Of(context).PrincipalId, request.UploadId);
        if (upload.Files.Count == 0)
        {
            throw new Refusal(ErrorReason.UploadIncomplete, "The upload has no file; send one before the import.") { Metadata = [("upload_id", upload.Id)] };
        }
        if (Interlocked.CompareExchange(ref running, 1, 0) != 0)
        {
            throw new Refusal(ErrorReason.ImportRunning, "Another import is running; try again when it is done.") { RetryAfter = TimeSpan.FromSeconds(5) };
        }
        try
        {
            using var reading = uploads.Read(upload);
            var digest = request.RequestId.Length == 0 ? 0 : Digest(request, upload, Caller.Of(context), context.Method);
            if (Ids.OfRequest(request.RequestId) is { } requestId && await store.FindRequestAsync(requestId, digest, context.CancellationToken) is { } first)
            {
                await replies.WriteAsync(new() { Outcome = Replayed(first, context) });
                return;
            }
            using var until = watching.Until(context.CancellationToken);
            using var run = await NewRunAsync(request, upload, context, digest);
            await RunAsync(run, request, upload, replies, context, until.Token);
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }

    // A stop ends what is not written yet; the outcome of what is written is still told.
    private async Task RunAsync(
        ImportRun run, RunImportRequest request, Upload upload, IServerStreamWriter<RunImportResponse> replies, ServerCallContext context, CancellationToken until)
    {
        var ct = context.CancellationToken;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        var work = Task.Run(() => run.RunAsync(until), CancellationToken.None);
        try
        {
            while (await Task.WhenAny(work, tick.WaitForNextTickAsync(CancellationToken.None).AsTask()) != work)
            {
                if (!ct.IsCancellationRequested)
                {
                    await replies.WriteAsync(new() { Progress = run.Progress }, CancellationToken.None);
                }
            }
        }
        finally
        {
            // A caller who leaves while told of progress: nothing reads the upload, or writes, after the call has ended.
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        var outcome = await work;
        outcome.ChangeToken = run.LastRevision == 0 ? "" : tokens.Change(context, run.LastRevision);
        await TellOfForeignNumbersAsync(run.ForeignNumbers, outcome, context);
        upload.Faults = run.Faults;
        foreach (var faults in run.Faults.Listed(request.MaxFaults == 0 ? 1_000 : request.MaxFaults).Chunk(FaultsAMessage))
        {
            await replies.WriteAsync(new() { Faults = new() { Faults = { faults } } }, ct);
        }
        await replies.WriteAsync(new() { Outcome = outcome }, ct);
    }

    // Numbers could be found by trying many in one file. What was written besides is told all the same.
    private async Task TellOfForeignNumbersAsync(int count, ImportOutcome outcome, ServerCallContext context)
    {
        if (count == 0)
        {
            return;
        }
        audit.ToldOfForeignNumbers(rules.For(context.Method), context, count);
        try
        {
            await foreignNumbers.TakeAsync(Caller.Of(context).PrincipalId, count);
        }
        catch (Refusal) when (outcome.Written)
        {
        }
    }

    private async Task<ImportRun> NewRunAsync(RunImportRequest request, Upload upload, ServerCallContext context, ulong digest)
    {
        var (actor, action) = (Caller.Of(context).PrincipalId, context.Method.TrimStart('/'));
        var reason = request.Reason.Length == 0 ? null : request.Reason;
        var own = await scope.TeachersAsync(context);
        return new(store, follower, organisations, clock.TodayInChina(), upload, request.Mode)
        {
            Own = own,
            BeforeNumbers = () => foreignNumbers.RequireLeftAsync(context, own.Coverage),
            OwnOrganisations = await scope.OfAsync(context, Permission.WriteOrganisations),
            OwnDecisions = await scope.OfAsync(context, Permission.Decide),
            Seats = seats,
            Establishments = establishments,
            HiringLines = hiringLines,
            Quotas = new(await scope.OfAsync(context, Permission.ReadQuotas), await scope.OfAsync(context, Permission.WriteQuotas), await scope.OfAsync(context, Permission.ApproveQuotas), Explained: request.Reason.Length > 0),
            NewBatch = () => new(actor, action) { Reason = reason },
            HeadBatch = outcome => new(actor, action)
            {
                Reason = reason,
                RequestId = Ids.OfRequest(request.RequestId),
                RequestDigest = digest,
                Outcome = outcome.ToByteArray(),
            },
        };
    }

    private ImportOutcome Replayed(Commit first, ServerCallContext context)
    {
        var outcome = ImportOutcome.Parser.ParseFrom(first.Outcome.Span);
        outcome.ChangeToken = tokens.Change(context, first.Revision);
        return outcome;
    }

    // The same files under another upload id are the same content: a client that lost the answer sends them again.
    private ulong Digest(RunImportRequest request, Upload upload, Caller caller, string method)
    {
        using var hash = digests.Begin(caller, method);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Mode}\0{request.Reason}"));
        var buffer = new byte[1 << 16];
        foreach (var file in upload.Files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\0{file}\0"));
            using var stream = TemporaryFiles.OpenRead(Path.Combine(upload.Folder, file));
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }
        }
        return RequestDigest.End(hash);
    }
}
