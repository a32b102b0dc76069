namespace Faculty.Server.Imports.Decide;

/// <summary>Who the persons of the files became, for the rows of groups that name them; only those that are named are kept. Safe for several threads.</summary>
internal sealed class PersonRefs(IReadOnlySet<string> wanted)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string?> ids = new(StringComparer.Ordinal);

    /// <summary>The person of a teacher_ref; null when the rows were refused.</summary>
    public void Note(string reference, string? teacherId)
    {
        if (wanted.Contains(reference))
        {
            lock (gate)
            {
                ids[reference] = teacherId;
            }
        }
    }

    /// <summary>True when the files have the person.</summary>
    public bool TryFind(string reference, out string? teacherId) => ids.TryGetValue(reference, out teacherId);
}
