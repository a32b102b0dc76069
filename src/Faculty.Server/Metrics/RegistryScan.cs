using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>Everything read once from the documents.</summary>
internal static class RegistryScan
{
    private const int Batch = 256;

    /// <summary>The organisations as they were known at a revision.</summary>
    public static async Task<OrganisationTree> OrganisationsAsync(IRegistryStore store, long revision, CancellationToken ct)
    {
        var organisations = new List<Organisation>();
        await foreach (var newest in store.ScanAsync(Documents.Organisations.Name, ct))
        {
            var document = newest.Revision <= revision ? newest : await store.FindAtAsync(newest.Type, newest.Id, revision, ct);
            if (document is not null)
            {
                organisations.Add(Documents.Organisations.Read(document.Body));
            }
        }
        return OrganisationTree.Of(organisations);
    }

    /// <summary>The cube of all teachers; parsing takes every core, the cube is filled by one at a time. Nobody may write meanwhile.</summary>
    public static async Task<RatioCube> CubeAsync(IRegistryStore store, ScopeChains scopes, CancellationToken ct)
    {
        var cube = new RatioCube();
        var filling = new Lock();
        await Parallel.ForEachAsync(store.ScanAsync(Documents.Teachers.Name, ct).Chunk(Batch), ct, (batch, _) =>
        {
            var steps = Array.ConvertAll(batch, d => TeacherSteps.Of(Documents.Teachers.Read(d.Body), scopes));
            lock (filling)
            {
                foreach (var some in steps)
                {
                    cube.Change([], some);
                }
            }
            return ValueTask.CompletedTask;
        });
        cube.Settle();
        return cube;
    }
}
