using Faculty.Domain.Certification;
using Faculty.Domain.Groups;
using Faculty.Domain.Groups.Composition;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Groups;

/// <summary>Groups, members and rules as most tests need them.</summary>
internal static class Studios
{
    public const string Host = "GP";
    public static readonly DateOnly AppliedOn = new(2023, 3, 1);

    public static Group Studio(params IReadOnlyList<Membership> memberships) => new()
    {
        GroupId = "g", Code = "GP-MS1", Name = "焊接名师工作室", Kind = GroupKind.MasterStudio, Level = GroupLevel.Provincial, SchoolCode = Host,
        StartDate = new(2023, 9, 1), LastDate = new(2026, 8, 31),
        Events = [new() { EventId = "e0", State = GroupState.Applied, EffectiveDate = AppliedOn }], Memberships = memberships,
    };

    public static Group Record(this Group group, GroupState state, DateOnly day, string document = "晋教〔2023〕9号") =>
        group.Record(new GroupEvent { EventId = $"e{group.Events.Count}", State = state, EffectiveDate = day, DocumentNumber = document });

    public static Membership Member(string teacherId, MemberRole role = MemberRole.Member, DateOnly? from = null, DateOnly? last = null, string? id = null) =>
        new() { MembershipId = id ?? $"m-{teacherId}", TeacherId = teacherId, Role = role, StartDate = from ?? new(2023, 9, 1), LastDate = last };

    public static Teacher Teacher(string id, params IReadOnlyList<Recognition> recognitions) => new()
    {
        TeacherId = id, Identity = new() { DisplayName = "甲某", Sex = Sex.Female, BirthDate = new(1985, 5, 5) }, Recognitions = recognitions,
    };

    public static Recognition Recognition(DateOnly from, DateOnly? last, RecognitionLevel level = RecognitionLevel.Junior, params IReadOnlyList<RecognitionEvent> events) => new()
    {
        Level = level, Track = RecognitionTrack.Secondary, CertificateNumber = "1", Authority = "教育厅", Trust = RecognitionTrust.Document,
        StartDate = from, LastDate = last, Events = events,
    };

    public static Recognition InForce() => Recognition(new(2020, 1, 1), null);

    public static Engagement FullTime(DateOnly from, DateOnly? last = null, string school = Host) =>
        new() { SchoolCode = school, Kind = EngagementKind.Established, StartDate = from, LastDate = last };

    public static CompositionBook Book(params CompositionRule[] rules) =>
        CompositionBook.Of([new() { Code = "TEST", Kind = GroupKind.MasterStudio, Rules = rules }]);

    public static GroupPeople People(params Teacher[] teachers) => new(id => teachers.FirstOrDefault(t => t.TeacherId == id), (_, _) => 1);

    public static Reason? Refused(Action verb)
    {
        try
        {
            verb();
            return null;
        }
        catch (RuleBroken broken)
        {
            return broken.Reason;
        }
    }
}
