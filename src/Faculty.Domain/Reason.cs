namespace Faculty.Domain;

/// <summary>Why a rule refuses. Numbers equal those of faculty.v1.ErrorReason, which describes each; a test keeps them equal.</summary>
public enum Reason
{
    PeriodReversed = 17,
    PeriodsOverlap = 18,
    SecondFullTimeEngagement = 19,
    PrimaryPostMissing = 20,
    PrimaryPostTwice = 21,
    PostOutsideEngagement = 22,
    SpellOutsideEngagement = 23,
    AlreadyEnded = 24,
    UnknownOrganisation = 25,
    OrganisationKindMismatch = 26,
    DepartmentNotOfSchool = 27,
    OrganisationCycle = 28,
    CertificateNumberTaken = 31,
    UnknownFact = 32,
    RecognitionFinal = 33,
    TeacherMerged = 35,
    NotMerged = 36,
    MergeContradicts = 37,
    NotTransferable = 38,
    QualificationType = 43,
    TeacherInUse = 44,
    UnderWorkingAge = 45,
    OrganisationInUse = 46,
    EngagementOpen = 50,
    TeacherErased = 51,
}
