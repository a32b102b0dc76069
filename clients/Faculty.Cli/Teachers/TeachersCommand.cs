using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Cli.Sightings;

namespace Faculty.Cli.Teachers;

/// <summary>`faculty teachers …` (教师).</summary>
internal static class TeachersCommand
{
    public static Command Create(Words words) => new("teachers", words["teachers and their dated facts", "教师及其各项记录"])
    {
        ListTeachers.Create(words),
        FindTeachers.Create(words),
        GetTeacher.Create(words),
        TeacherHistory.Create(words),
        LookupTeacher.Create(words),
        RevealTeacher.Create(words),
        ListSightings.OfTeacher(words),
        CreateTeacher.Create(words),
        UpdateTeacher.Create(words),
        StartEngagement.Create(words),
        EndEngagement.Create(words),
        TransferTeacher.Create(words),
        StartPost.Create(words),
        EndPost.Create(words),
        ChangeCategory.Create(words),
        RecordSpell.Create(words),
        EndSpell.Create(words),
        RecordEducation.Create(words),
        RecordTitle.Create(words),
        RecordCredential.Create(words),
        RevokeCredential.Create(words),
        RecordPractice.Create(words),
        RecordHonour.Create(words),
        CorrectFact.Create(words),
        WithdrawFact.Create(words),
        MergeTeachers.Create(words),
        UnmergeTeacher.Create(words),
        EraseTeacher.Create(words),
        RetentionReport.Create(words),
        ListDuplicates.Create(words),
        ReviewDuplicate.Create(words),
    };
}
