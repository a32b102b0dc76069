using Faculty.Domain.Certification;
using Faculty.Domain.Codes;

namespace Faculty.Domain.Teachers.Checks;

/// <summary>
/// What may stand in the fields of a fact, whoever types it: a form, a workbook, another program. Rules between facts are
/// <see cref="TeacherInvariants"/>.
/// </summary>
public static class FactChecks
{
    private const int Name = 50;
    private const int Line = 100;
    private const int Number = 64;
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);
    private static readonly string[] HonourLevels = ["国家级", "省级", "市级", "县级", "校级"];
    private static readonly string HonourLevelsSaid = $"must be one of {string.Join(", ", HonourLevels)}, or empty";
    private static readonly string[] SkillLevels = ["1", "2", "3", "4", "5"];

    public static IReadOnlyList<FieldFault> Of(Identity identity, DateOnly today)
    {
        var isBirth = identity.BirthDate >= EarliestBirth && identity.BirthDate <= today;
        var faults = new FaultList(today)
            .Text(identity.DisplayName, "display_name", Name)
            .Known(identity.Sex, "sex")
            .Require(
                isBirth,
                "birth_date", FieldProblem.Rule, "must lie between 1900-01-01 and today")
            .Require(
                identity.EthnicGroup.Length == 0 || CodeTables.EthnicGroups.Contains(identity.EthnicGroup),
                "ethnic_group", FieldProblem.UnknownCode, "must be a two-digit code of GB/T 3304, or empty")
            .Fault(identity.Mobile.Length == 0 ? null : Mobile.Problem(identity.Mobile), "mobile", FieldProblem.Mobile);
        if (identity.IdNumber.Length == 0)
        {
            return faults.Require(identity.IdType == IdType.Unspecified, "id_type", FieldProblem.Rule, "must be unspecified when there is no id_number").Faults;
        }
        faults.Known(identity.IdType, "id_type");
        // What is wrong itself contradicts nothing.
        Sex? sex = identity.Sex == Sex.Unspecified ? null : identity.Sex;
        DateOnly? birth = isBirth ? identity.BirthDate : null;
        if (identity.IdType == IdType.Unspecified)
        {
            return faults.Faults;
        }
        return IdNumber.Malformed(identity.IdType, identity.IdNumber) is { } malformed
            ? faults.Fault(malformed, "id_number", FieldProblem.IdNumber).Faults
            : faults.Fault(IdNumber.Contradiction(identity.IdType, identity.IdNumber, sex, birth), "id_number", FieldProblem.IdMismatch).Faults;
    }

    public static IReadOnlyList<FieldFault> Of(Engagement engagement, DateOnly today) => new FaultList(today)
        .OrganisationCode(engagement.SchoolCode, "school_code")
        .Known(engagement.Kind, "kind")
        .OptionalKnown(engagement.HiringRoute, "hiring_route")
        .OptionalAscii(engagement.StaffNumber, "staff_number", longest: 32)
        .Forward(engagement.StartDate, engagement.LastDate)
        .OptionalText(engagement.EndReason, "end_reason", Line)
        .Require(
            engagement.EndReason.Length == 0 || engagement.LastDate is not null,
            "end_reason", FieldProblem.Rule, "must be empty while there is no last_date", given: "last_date").Faults;

    public static IReadOnlyList<FieldFault> Of(Post post, DateOnly today) => new FaultList(today)
        .OrganisationCode(post.DepartmentCode, "department_code")
        .Known(post.Category, "category")
        .Require(
            post.MajorCode.Length == 0 || CodeTables.IsMajor(post.MajorCode),
            "major_code", FieldProblem.UnknownCode, "must be six digits of the catalogue of majors, or empty")
        .Forward(post.StartDate, post.LastDate).Faults;

    public static IReadOnlyList<FieldFault> Of(Spell spell, DateOnly today) => new FaultList(today)
        .OrganisationCode(spell.SchoolCode, "school_code")
        .Known(spell.SpellReason, "spell_reason")
        .Forward(spell.StartDate, spell.LastDate).Faults;

    public static IReadOnlyList<FieldFault> Of(Education education, DateOnly today) => new FaultList(today)
        .Require(CodeTables.EducationLevels.Contains(education.Level), "level", FieldProblem.UnknownCode, "must be a code of GB/T 4658")
        .Require(
            education.Degree.Length == 0 || CodeTables.Degrees.Contains(education.Degree),
            "degree", FieldProblem.UnknownCode, "must be a code of GB/T 6864, or empty")
        .OptionalText(education.Institution, "institution", Line)
        .OptionalText(education.Major, "major", Line)
        .NotAfterToday(education.GraduatedOn, "graduated_on").Faults;

    public static IReadOnlyList<FieldFault> Of(Title title, DateOnly today) => new FaultList(today)
        .Require(CodeTables.Titles.Contains(title.TitleCode), "title_code", FieldProblem.UnknownCode, "must be a code of GB/T 8561")
        .OptionalText(title.Authority, "authority", Line)
        .NotAfterToday(title.ObtainedOn, "obtained_on")
        .Require(!(title.AppointedOn?.Latest < title.ObtainedOn?.Earliest), "appointed_on", FieldProblem.Reversed, "must not lie before obtained_on").Faults;

    /// <summary>A teacher qualification's number tells the sex; null = not known yet.</summary>
    public static IReadOnlyList<FieldFault> Of(Credential credential, Sex? sex, DateOnly today)
    {
        var isSkill = credential.Category is CredentialCategory.SkillLevel or CredentialCategory.VocationalQualification;
        var isQualification = credential is { Category: CredentialCategory.TeacherQualification, Legacy: false };
        return new FaultList(today)
            .Known(credential.Category, "category")
            .OptionalText(credential.Name, "name", Line)
            .Require(
                credential.Name.Length > 0 || credential.Category == CredentialCategory.TeacherQualification,
                "name", FieldProblem.Required, FaultList.NotEmpty, given: "category")
            .OptionalText(credential.Level, "level", longest: 16)
            .Require(
                !isSkill || credential.Level.Length == 0 || SkillLevels.Contains(credential.Level, StringComparer.Ordinal),
                "level", FieldProblem.Rule, "must be 1 to 5, 5 the lowest, or empty")
            .OptionalText(credential.Number, "number", Number)
            .Fault(isQualification ? TeacherQualificationNumber.Problem(credential.Number, sex) : null, "number", FieldProblem.CredentialNumber)
            .OptionalText(credential.Issuer, "issuer", Line)
            .NotAfterToday(credential.IssuedOn, "issued_on")
            .Require(
                credential.StartDate is null || !(credential.LastDate < credential.StartDate),
                "last_date", FieldProblem.Reversed, "must not lie before start_date")
            .Require(
                credential.StartDate is not null || !(credential.LastDate < credential.IssuedOn?.Earliest),
                "last_date", FieldProblem.Reversed, "must not lie before issued_on", given: "start_date")
            .Require(
                credential.OccupationCode.Length == 0 || CodeTables.Occupations.Contains(credential.OccupationCode),
                "occupation_code", FieldProblem.UnknownCode, "must be a code d-dd-dd-dd of the classification of occupations, or empty")
            .OptionalText(credential.VerifiedBy, "verified_by", Line)
            .OptionalText(credential.VerificationMethod, "verification_method", Line)
            .OptionalText(credential.RevocationDocument, "revocation_document", Number)
            .Require(
                credential.RevokedOn is not null || credential.RevocationDocument.Length == 0,
                "revocation_document", FieldProblem.Rule, "must be empty while there is no revoked_on", given: "revoked_on")
            .OptionalText(credential.RevocationReason, "revocation_reason", longest: 200)
            .Require(
                credential.RevokedOn is not null || credential.RevocationReason.Length == 0,
                "revocation_reason", FieldProblem.Rule, "must be empty while there is no revoked_on", given: "revoked_on").Faults;
    }

    public static IReadOnlyList<FieldFault> Of(Practice practice, DateOnly today) => new FaultList(today)
        .Text(practice.Enterprise, "enterprise", Line)
        .OptionalText(practice.Post, "post", Line)
        .Forward(practice.StartDate, practice.LastDate).Faults;

    public static IReadOnlyList<FieldFault> Of(Honour honour, DateOnly today) => new FaultList(today)
        .Text(honour.Title, "title", Line)
        .Require(honour.Level.Length == 0 || HonourLevels.Contains(honour.Level, StringComparer.Ordinal), "level", FieldProblem.UnknownCode, HonourLevelsSaid)
        .OptionalText(honour.DocumentNumber, "document_number", Number)
        .NotAfterToday(honour.GrantedOn, "granted_on")
        .Require(!(honour.RevokedOn < honour.GrantedOn?.Earliest), "revoked_on", FieldProblem.Reversed, "must not lie before granted_on").Faults;

    public static IReadOnlyList<FieldFault> Of(Recognition recognition, DateOnly today) => new FaultList(today)
        .Known(recognition.Level, "level")
        .Known(recognition.Track, "track")
        .Known(recognition.Trust, "trust")
        .OptionalText(recognition.Field, "field", Line)
        .Text(recognition.CertificateNumber, "certificate_number", Number)
        .Text(recognition.Authority, "authority", Line)
        .OptionalText(recognition.RuleVersion, "rule_version", Number)
        .OptionalText(recognition.DecisionDocument, "decision_document", Number)
        .Forward(recognition.StartDate, recognition.LastDate).Faults;

    public static IReadOnlyList<FieldFault> Of(RecognitionEvent happened, DateOnly today) => new FaultList(today)
        .Known(happened.Type, "type")
        .OptionalText(happened.DocumentNumber, "document_number", Number)
        .OptionalText(happened.EventReason, "event_reason", longest: 200).Faults;
}
