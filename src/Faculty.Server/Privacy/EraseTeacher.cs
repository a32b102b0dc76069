using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Privacy;

internal sealed partial class PrivacyService
{
    private static readonly IReadOnlyList<FieldDescriptor> IdentityFields = [.. V1.Identity.Descriptor.Fields.InFieldNumberOrder().Where(f => !f.Name.StartsWith("masked_", StringComparison.Ordinal))];

    /// <summary>First the record says that the identity is gone, in the journal; then the key goes. The other way round, a crash would leave a loss that nobody recorded.</summary>
    public override async Task<EraseTeacherResponse> EraseTeacher(EraseTeacherRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id")
            .Require(request.Reason.Trim().Length >= 4, "reason", "must say why, in 4 to 200 characters")
            .Done();
        var reply = await write.RunAsync(
            request,
            context,
            async (batch, ct) =>
            {
                var rows = await scope.TeachersAsync(context);
                var found = await rows.FindAsync(request.TeacherId, ct);
                Write.RequireEtag(request.Etag, Documents.Teachers, found);
                var erased = found.Value.Erase(clock.TodayInChina());
                var merged = await Erasure.MergedAsync(found.Value, id => store.FindAsync(Documents.Teachers, id, ct));
                batch.Replace(Documents.Teachers, found, erased);
                foreach (var record in merged)
                {
                    batch.Replace(Documents.Teachers, record, record.Value.WithoutIdentity());
                }
                IReadOnlyList<Stored<Teacher>> records = [found, .. merged];
                var loss = request.ValidateOnly ? await LossAsync(records, ct) : new();
                return _ => Reply(loss, records.Select(r => r.Id));
            },
            (commit, _) => Task.FromResult(Reply(new(), commit.Documents.Select(d => d.Id))));
        if (!request.ValidateOnly)
        {
            await erasure.CompleteAsync(reply.ErasedTeacherIds);
        }
        return reply;
    }

    private static EraseTeacherResponse Reply(EraseTeacherResponse reply, IEnumerable<string> ids)
    {
        reply.ErasedTeacherIds.Add(ids);
        return reply;
    }

    private async Task<EraseTeacherResponse> LossAsync(IReadOnlyList<Stored<Teacher>> records, CancellationToken ct)
    {
        var identities = records.Select(r => Wire.ToMessage(r.Value.Identity)).ToList();
        var loss = new EraseTeacherResponse { KeptFactCount = records.Sum(r => r.Value.FactIds().Count()) };
        loss.LostFields.Add(IdentityFields.Where(f => identities.Exists(i => IsSet(f, i))).Select(f => f.Name));
        foreach (var record in records)
        {
            loss.VersionCount += await store.HistoryAsync(Documents.Teachers.Name, record.Id, ct).CountAsync(ct);
        }
        return loss;
    }

    private static bool IsSet(FieldDescriptor field, V1.Identity identity) => field.Accessor.GetValue(identity) switch
    {
        string text => text.Length > 0,
        Enum value => Convert.ToInt32(value) != 0,
        var value => value is not (null or false),
    };
}
