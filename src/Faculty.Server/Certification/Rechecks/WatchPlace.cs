namespace Faculty.Server.Certification.Rechecks;

/// <summary>What is to be looked at at one school and department, in no order: they are few.</summary>
internal sealed class WatchPlace(string school, string department) : IComparable<WatchPlace>
{
    public string School { get; } = school;

    public string Department { get; } = department;

    public List<WatchRow> Rows { get; } = [];

    public int CompareTo(WatchPlace? other) =>
        string.CompareOrdinal(School, other?.School) is var bySchool and not 0 ? bySchool : string.CompareOrdinal(Department, other?.Department);
}
