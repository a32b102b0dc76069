using Faculty.Domain.Teachers;

namespace Faculty.Domain.Groups.Composition;

/// <summary>What a judgement asks about persons.</summary>
/// <param name="Standing">The record that stands for a teacher's id; null when there is none.</param>
/// <param name="GroupsOn">How many groups a person, by the standing id, is in on a day.</param>
public sealed record GroupPeople(Func<string, Teacher?> Standing, Func<string, DateOnly, int> GroupsOn);
