using System.Collections.Immutable;
using Faculty.Domain.Teachers;
using Faculty.Domain.Training.Pool;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Training.Pool;

/// <summary>All trainers of one moment by id, and of each person the credentials that skills stand on. Nobody's identity is held.</summary>
internal sealed record TrainerView
{
    // Only that it was erased is held of an identity.
    private static readonly Identity Nameless = Identity.Gone with { Erased = false };

    public static readonly TrainerView Empty = new();

    public long Revision { get; init; }

    public ImmutableSortedDictionary<string, Stored<Trainer>> Trainers { get; init; } = ImmutableSortedDictionary.Create<string, Stored<Trainer>>(StringComparer.Ordinal);

    public KnownPeople Persons { get; init; } = new(Part);

    /// <summary>The person of a trainer: the record that stands for the one it was written with.</summary>
    public Teacher? PersonOf(Trainer trainer) => Persons.Standing(trainer.TeacherId);

    /// <summary>The skills that count on a day; none of a person whose record cannot be found.</summary>
    public IEnumerable<TrainerSkill> SkillsOn(Trainer trainer, PoolRules rules, DateOnly day) =>
        PersonOf(trainer) is { } person ? trainer.SkillsOn(person, rules, day) : [];

    /// <summary>Everybody may see the profile: in the pool and agreed to on the day, of a person who was not erased.</summary>
    public bool IsPublic(Trainer trainer, DateOnly day) =>
        trainer.StateOn(day) == TrainerState.InPool && trainer.ConsentOn(day) is not null && PersonOf(trainer) is { Identity.Erased: false };

    private static Teacher Part(Teacher teacher) => new()
    {
        TeacherId = teacher.TeacherId,
        Identity = teacher.Identity.Erased ? Identity.Gone : Nameless,
        Credentials = [.. teacher.Credentials.Select(c => c with { Number = "", Issuer = "", VerifiedBy = "", VerificationMethod = "", RevocationDocument = "", RevocationReason = "" })],
        MergedIntoTeacherId = teacher.MergedIntoTeacherId,
    };
}
