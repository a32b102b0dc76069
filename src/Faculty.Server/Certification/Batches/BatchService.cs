using Faculty.Domain.Time;
using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Certification.Certificates;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Batch = Faculty.Domain.Certification.Batches.Batch;

namespace Faculty.Server.Certification.Batches;

/// <summary>Runs batches of recognition (认定批次), from the draft to the decision.</summary>
internal sealed partial class BatchService(
    IRegistryStore store, Write write, TeacherWrites teachers, RowScope scope, CallerTokens tokens, RuleDirectory rules, OrganisationDirectory organisations,
    AccountDirectory accounts, WorkingDays calendar, CertificateFonts fonts, Authentication authentication, AccessRules access, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.BatchService.BatchServiceBase
{
    /// <summary>The batches of the caller, as of everything acknowledged.</summary>
    private async Task<BatchRows> RowsAsync(ServerCallContext context, Permission? permission = null)
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return new(store, permission is { } asked ? await scope.OfAsync(context, asked) : await scope.OfAsync(context), organisations.Tree, clock.TodayInChina());
    }

    /// <summary>A step of one batch by whoever may decide at its organisation; to whom only one below is open, it is shown but not given.</summary>
    private async Task<TReply> ChangeAsync<TReply>(
        IBatchWrite request, ServerCallContext context, Func<Batch, WriteBatch, CancellationToken, Task<Batch>> step, Action<TReply, Commit?>? complete = null)
        where TReply : IBatchReply, new()
    {
        var rows = await RowsAsync(context);
        var found = await rows.FindAsync(request.Code, context.CancellationToken);
        rows.Coverage.Require(found.Value.OrganisationCode);
        return await write.ChangeAsync(
            request, context, Documents.Batches, found.Id, request.Etag, (_, _) => new(true), (read, batch, ct) => step(read.Value, batch, ct),
            (stored, commit) =>
            {
                var reply = new TReply { Batch = ToWire(stored) };
                complete?.Invoke(reply, commit);
                return reply;
            });
    }

    private Task<TReply> ChangeAsync<TReply>(IBatchWrite request, ServerCallContext context, Func<Batch, Batch> step)
        where TReply : IBatchReply, new() =>
        ChangeAsync<TReply>(request, context, (batch, _, _) => Task.FromResult(step(batch)));

    private V1.Batch ToWire(Stored<Batch> stored)
    {
        var message = Wire.ToMessage(stored.Value);
        foreach (var member in message.Panels.SelectMany(p => p.Members))
        {
            member.AccountName = accounts.NameOf(member.AccountId);
        }
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        return message;
    }

    /// <summary>The batch as the caller may read it: who sits on the panels is for those who run it.</summary>
    private V1.Batch Shown(Stored<Batch> stored, BatchRows rows)
    {
        var message = ToWire(stored);
        if (!rows.Coverage.Covers(stored.Value.OrganisationCode))
        {
            message.Panels.Clear();
        }
        return message;
    }

    private static RequestCheck Check(IBatchWrite request) => new RequestCheck().Write(request).BatchCode(request.Code, "code");
}
