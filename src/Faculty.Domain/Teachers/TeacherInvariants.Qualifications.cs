using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Teachers;

public static partial class TeacherInvariants
{
    private static IEnumerable<RuleBroken> QualificationRules(Teacher teacher)
    {
        foreach (var credential in teacher.Credentials.Where(c => c.RenewsCredentialId.Length > 0))
        {
            if (credential.RenewsCredentialId == credential.CredentialId || teacher.Credentials.All(c => c.CredentialId != credential.RenewsCredentialId))
            {
                yield return Unknown(credential.RenewsCredentialId, credential.CredentialId);
            }
        }
        foreach (var (later, earlier) in Pairs(teacher.Recognitions))
        {
            if (later.CertificateNumber == earlier.CertificateNumber && later.Authority == earlier.Authority)
            {
                yield return new(
                    Reason.CertificateNumberTaken,
                    "The record has a recognition with this certificate number of this authority.",
                    ("other_fact_id", earlier.RecognitionId)) { FactId = later.RecognitionId };
            }
        }
        if (FirstDay(teacher, type => type == TeacherQualificationNumber.PracticeInstructor) is not { } practiceOnlyFrom)
        {
            yield break;
        }
        // Another qualification, once issued, lifts the limit.
        var limited = FirstDay(teacher, type => type != TeacherQualificationNumber.PracticeInstructor);
        foreach (var post in teacher.Posts.Where(p => p.Category is PostCategory.Common or PostCategory.Specialty))
        {
            var day = post.StartDate > practiceOnlyFrom ? post.StartDate : practiceOnlyFrom;
            if (day <= post.Period.End && !(limited <= day))
            {
                yield return new(
                    Reason.QualificationType,
                    "A practice instructor's qualification (type 6) holds practice posts only.",
                    ("post_id", post.PostId), ("day", $"{day:O}")) { FactId = post.PostId };
            }
        }
    }

    private static RuleBroken Unknown(string missing, string factId) =>
        new(Reason.UnknownFact, "The record has no fact with this id.", ("fact_id", missing)) { FactId = factId };

    private static DateOnly? FirstDay(Teacher teacher, Func<int, bool> ofType) => teacher.Credentials
        .Where(c => TeacherQualificationNumber.TypeOf(c) is { } type && ofType(type))
        .Select(c => c.IssuedOn?.Earliest ?? new DateOnly(int.Parse(c.Number[..4]), 1, 1))
        .Order()
        .Cast<DateOnly?>()
        .FirstOrDefault();
}
