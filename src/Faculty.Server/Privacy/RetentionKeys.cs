using Faculty.Domain.Teachers;

namespace Faculty.Server.Privacy;

/// <summary>
/// Keys of the index that retention is read from: one for each record whose engagements all have a last day, by the latest of them, one for those
/// without any, one for the erased. Records with an open engagement have none.
/// </summary>
internal static class RetentionKeys
{
    public const string NeverEngaged = "never";
    public const string Erased = "erased";

    public static string? Of(Teacher teacher) =>
        teacher.Identity.Erased ? Erased
        : teacher.Engagements.Count == 0 ? NeverEngaged
        : teacher.Engagements.All(e => e.LastDate is not null) ? Left(teacher.Engagements.Max(e => e.LastDate!.Value))
        : null;

    public static string Left(DateOnly lastDay) => $"{lastDay:O}";
}
