using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;
using Faculty.Domain.Tests.Metrics;
using Faculty.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Server.Tests.Metrics;

/// <summary>Records put into the running server's store as an import would: whole documents, one entry.</summary>
internal static class RecordedFacts
{
    public static async Task<long> PutWorkedCasesAsync(this TestServer server)
    {
        await server.PutAsync(WorkedCases.Tree.All);
        return await server.PutAsync(WorkedCases.People);
    }

    public static Task<long> PutAsync(this TestServer server, params IEnumerable<Teacher> teachers) =>
        server.PutAsync(Documents.Teachers, teachers.Select(t => (t.TeacherId, WithUniqueNumbers(t))));

    public static Task<long> PutAsync(this TestServer server, IEnumerable<Organisation> organisations) =>
        server.PutAsync(Documents.Organisations, organisations.Select(o => (o.Code, o)));

    public static Task<long> PutAsync(this TestServer server, Establishment establishment) =>
        server.PutAsync(Documents.Establishments, [($"establishment-{establishment.OrganisationCode}", establishment)]);

    public static Task<long> PutAsync(this TestServer server, HiringLine line) => server.PutAsync(Documents.HiringLines, [($"line-{line.Code}", line)]);

    private static async Task<long> PutAsync<T>(this TestServer server, DocumentType<T> type, IEnumerable<(string Id, T Next)> documents)
    {
        var store = server.Server.Services.GetRequiredService<IRegistryStore>();
        var batch = new WriteBatch("test", "put");
        foreach (var (id, next) in documents)
        {
            _ = await store.FindAsync(type, id, CancellationToken.None) is { } found ? batch.Replace(type, found, next) : batch.Insert(type, id, next);
        }
        return (await store.CommitAsync(batch)).Revision;
    }

    private static Teacher WithUniqueNumbers(Teacher teacher) => teacher with
    {
        Identity = teacher.Identity with { DisplayName = teacher.TeacherId },
        Recognitions = [.. teacher.Recognitions.Select((r, i) => r with { Authority = "140000", CertificateNumber = $"{teacher.TeacherId}-{i}" })],
    };
}
