using Faculty.Domain.Teachers;
using Faculty.Server.Teachers;

namespace Faculty.Server.Imports.Decide;

/// <summary>The values of a record that no other record may have, each with the fact it comes from.</summary>
internal static class UniqueKeys
{
    public static IEnumerable<(string Index, string Value, string FactId)> Of(Teacher teacher)
    {
        if (teacher.Identity.IdNumber.Length > 0)
        {
            yield return (Documents.IdNumberIndex, TeacherKeys.IdNumber(teacher.Identity.IdType, teacher.Identity.IdNumber), teacher.TeacherId);
        }
        foreach (var engagement in teacher.Engagements.Where(e => e.StaffNumber.Length > 0))
        {
            yield return (Documents.StaffNumberIndex, TeacherKeys.StaffNumber(engagement.SchoolCode, engagement.StaffNumber), engagement.EngagementId);
        }
        foreach (var recognition in teacher.Recognitions)
        {
            yield return (Documents.CertificateIndex, TeacherKeys.Certificate(recognition.Authority, recognition.CertificateNumber), recognition.RecognitionId);
        }
        foreach (var reference in teacher.ImportRefs)
        {
            yield return (Documents.ImportRefIndex, TeacherKeys.ImportRef(reference.SchoolCode, reference.Ref), teacher.TeacherId);
        }
    }
}
