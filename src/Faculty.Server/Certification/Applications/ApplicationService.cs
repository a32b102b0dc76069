using Faculty.Domain;
using Faculty.Server.Access;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Application = Faculty.Domain.Certification.Applications.Application;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Applications;

/// <summary>Files, reviews and ends applications (认定申请). An application exists for whoever covers the school that files it.</summary>
internal sealed partial class ApplicationService(
    IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, RuleDirectory rules, OrganisationDirectory organisations, JournalFollower follower, Watching watching, ReviewSights sights, TimeProvider clock)
    : V1.ApplicationService.ApplicationServiceBase
{
    /// <summary>What a verb decides about: an application with its batch, and the write that it is part of.</summary>
    private sealed record Case(Application Application, Batch Batch, Coverage Coverage, WriteBatch Writes);

    private Task<TReply> ChangeAsync<TReply>(IApplicationWrite request, ServerCallContext context, Func<Case, Application> verb)
        where TReply : IApplicationReply, new() =>
        ChangeAsync<TReply>(request, context, (found, _) => new(verb(found)));

    private Task<TReply> ChangeAsync<TReply>(IApplicationWrite request, ServerCallContext context, Func<Case, CancellationToken, ValueTask<Application>> verb)
        where TReply : IApplicationReply, new() =>
        ChangeAsync(request, [request.ApplicationId], context, verb, changed => new TReply { Application = changed[0] });

    private Task<TReply> ChangeAsync<TReply>(IApplicationsWrite request, ServerCallContext context, Func<Case, CancellationToken, ValueTask<Application>> verb)
        where TReply : IApplicationsReply, new() =>
        ChangeAsync(request, request.ApplicationIds, context, verb, Reply<TReply>);

    /// <summary>One commit for all: it holds only while each application and each batch is as it was read.</summary>
    private async Task<TReply> ChangeAsync<TReply>(
        IReasonedWrite request, IReadOnlyList<string> ids, ServerCallContext context, Func<Case, CancellationToken, ValueTask<Application>> verb, Func<IReadOnlyList<V1.Application>, TReply> reply)
    {
        var sight = await sights.OfAsync(context);
        IReadOnlyList<V1.Application> told = [];
        var answer = await write.RunAsync(request, context, DecideAsync, async (commit, ct) => reply(told = await AsCommittedAsync(ids, commit, sight, ct)));
        await sight.FillAsync(told, context.CancellationToken);
        return answer;

        async Task<Func<Commit?, TReply>> DecideAsync(WriteBatch writes, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var coverage = await scope.OfAsync(context);
            var batches = new Dictionary<string, Stored<Batch>>(StringComparer.Ordinal);
            var persons = new Persons(scope.Everyone);
            var changed = new List<Stored<Application>>();
            foreach (var id in ids)
            {
                var found = await FindAsync(id, coverage, ct);
                Write.RequireEtag(request.Etag, Documents.Applications, found);
                if (!batches.TryGetValue(found.Value.BatchId, out var batch))
                {
                    batches[found.Value.BatchId] = batch = await BatchOfAsync(found.Value, ct);
                    writes.RelyOn(Documents.Batches, batch);
                }
                var seen = await persons.AsForAsync(found.Value, batch.Value, ct);
                var next = await NamingAsync(id, () => verb(new(found.Value, seen, coverage, writes), ct));
                writes.Replace(Documents.Applications, found, next);
                changed.Add(found with { Value = next });
            }
            return commit => reply(told = [.. changed.Select(a => sight.Shown(a with { Revision = commit?.Revision ?? a.Revision }))]);
        }
    }

    /// <summary>The record that stands for an applicant, relied on. Who covers the school sees the application; the record it is about is read for it, also when it was merged since.</summary>
    private async ValueTask<Teacher> ApplicantAsync(Case c, CancellationToken ct)
    {
        var teacher = Documents.Teachers.Typed(await scope.Everyone.StandingAsync(c.Application.TeacherId, at: null, ct));
        teacher.Value.RequireKnown();
        RelyOn(c.Writes, teacher);
        return teacher.Value;
    }

    private async Task<Stored<Application>> FindAsync(string id, Coverage coverage, CancellationToken ct) =>
        await store.FindAsync(Documents.Applications, id, ct) is { } found && coverage.Covers(found.Value.SchoolCode) ? found : throw Refusal.NotFound(Documents.Applications.Name, id);

    private async Task<Stored<Batch>> BatchOfAsync(Application application, CancellationToken ct) =>
        await store.FindAsync(Documents.Batches, application.BatchId, ct) ?? throw new InvalidOperationException($"The batch {application.BatchId} of an application cannot be found.");

    private async Task<IReadOnlyList<V1.Application>> AsCommittedAsync(IReadOnlyList<string> ids, Commit commit, ReviewSight sight, CancellationToken ct)
    {
        var applications = new List<V1.Application>();
        foreach (var id in ids)
        {
            applications.Add(sight.Shown(await write.AsCommittedAsync(Documents.Applications, id, commit, ct)));
        }
        return applications;
    }

    // Of many, a refusal says which.
    private static async ValueTask<Application> NamingAsync(string applicationId, Func<ValueTask<Application>> verb)
    {
        try
        {
            return await verb();
        }
        catch (RuleBroken broken) when (broken.Facts.All(f => f.Key != "application_id"))
        {
            throw new RuleBroken(broken.Reason, broken.Message, [("application_id", applicationId), .. broken.Facts]) { FactId = broken.FactId };
        }
    }

    private static TReply Reply<TReply>(IReadOnlyList<V1.Application> applications)
        where TReply : IApplicationsReply, new()
    {
        var reply = new TReply();
        reply.Applications.AddRange(applications);
        return reply;
    }
}
