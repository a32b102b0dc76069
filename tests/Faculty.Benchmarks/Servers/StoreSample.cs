using Faculty.V1;
using Grpc.Core;

namespace Faculty.Benchmarks.Servers;

/// <summary>What a store holds, looked at through the rpcs: all organisations, and the teachers of schools drawn from all over.</summary>
internal sealed record StoreSample(IReadOnlyList<Organisation> Organisations, IReadOnlyList<string> Schools, IReadOnlyList<Teacher> Teachers)
{
    private const int MostSchools = 250;
    private const int MostOrganisations = 100_000;
    public const int Seed = 1;

    /// <summary>The organisation that everything is below of.</summary>
    public string Root => Organisations.First(o => o.Parents.Count == 0).Code;

    public static async Task<StoreSample> OfAsync(ServerProcess server)
    {
        var channel = server.Channel();
        var organisations = new List<Organisation>();
        using (var stream = new OrganisationService.OrganisationServiceClient(channel).StreamOrganisations(new StreamOrganisationsRequest()))
        {
            await foreach (var message in stream.ResponseStream.ReadAllAsync())
            {
                organisations.AddRange(message.Organisations);
                if (organisations.Count > MostOrganisations)
                {
                    throw new InvalidOperationException("more organisations than a nation has");
                }
            }
        }
        var schools = organisations.Where(o => o.Kind == OrganisationKind.School).Select(o => o.Code).ToArray();
        new Random(Seed).Shuffle(schools);
        var teachers = new Dictionary<string, Teacher>(StringComparer.Ordinal);
        var client = new TeacherService.TeacherServiceClient(channel);
        foreach (var school in schools.Take(MostSchools))
        {
            var page = await client.ListTeachersAsync(new ListTeachersRequest { SchoolCode = school, PageSize = 100 });
            foreach (var teacher in page.Teachers)
            {
                teachers.TryAdd(teacher.TeacherId, teacher);
            }
        }
        var drawn = teachers.Values.ToArray();
        new Random(Seed).Shuffle(drawn);
        return new StoreSample(organisations, [.. schools.Take(MostSchools)], drawn);
    }
}
