using System.Collections.Immutable;
using Faculty.Domain.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Hosting;

/// <summary>Of the persons that a read model is about, the part of the record that it looks at, with the records that stand for merged ones.</summary>
/// <param name="Part">What is held of a record: nothing that tells who it is.</param>
internal sealed record KnownPeople(Func<Teacher, Teacher> Part)
{
    private ImmutableDictionary<string, Teacher> people = ImmutableDictionary.Create<string, Teacher>(StringComparer.Ordinal);

    public bool Knows(string teacherId) => people.ContainsKey(teacherId);

    /// <summary>The very record with an id, merged or not.</summary>
    public Teacher? Find(string teacherId) => people.GetValueOrDefault(teacherId);

    /// <summary>The record that stands for an id; null when there is none here.</summary>
    public Teacher? Standing(string teacherId)
    {
        var found = Find(teacherId);
        while (found is { MergedIntoTeacherId: { Length: > 0 } next })
        {
            found = Find(next);
        }
        return found;
    }

    /// <summary>With a version of a record alone.</summary>
    public KnownPeople With(Teacher teacher) => this with { people = people.SetItem(teacher.TeacherId, Part(teacher)) };

    /// <summary>With a record that is not known yet, and those that stand for it.</summary>
    public async ValueTask<KnownPeople> WithAsync(string teacherId, IRegistryStore store, CancellationToken ct) =>
        !Knows(teacherId) && await store.FindAsync(Documents.Teachers, teacherId, ct) is { } found ? await WithAsync(found.Value, store, ct) : this;

    /// <summary>With a version of a record, and those that stand for it.</summary>
    public ValueTask<KnownPeople> WithAsync(Teacher teacher, IRegistryStore store, CancellationToken ct)
    {
        var next = With(teacher);
        return teacher.MergedIntoTeacherId.Length > 0 ? next.WithAsync(teacher.MergedIntoTeacherId, store, ct) : new(next);
    }
}
