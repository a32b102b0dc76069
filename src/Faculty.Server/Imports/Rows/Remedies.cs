using Faculty.Domain;
using Faculty.Domain.Teachers.Checks;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>What to do about a fault, and which fault a broken rule or check is.</summary>
internal static class Remedies
{
    public static string Of(ImportFaultCode code) => code switch
    {
        ImportFaultCode.Required => "Fill the cell.",
        ImportFaultCode.UnknownColumn => "Rename the header to one of the template, or leave the column: it is not read.",
        ImportFaultCode.UnknownSheet => "Rename the sheet or file to one of the template, or leave it: it is not read.",
        ImportFaultCode.MissingColumn => "Add the column; the template has all of them.",
        ImportFaultCode.DuplicateColumn => "Delete or rename one of the two columns.",
        ImportFaultCode.NotADate => "Type the date as 2023-09-01.",
        ImportFaultCode.ImpossibleDate => "Type a day that the calendar has, as 2023-09-01.",
        ImportFaultCode.ReversedPeriod => "Exchange or mend the two dates.",
        ImportFaultCode.UnknownCode => "Use one of the codes or names of the template's drop-down.",
        ImportFaultCode.TooLong => "Shorten the text.",
        ImportFaultCode.ForbiddenCharacter => "Type the text again by hand instead of pasting it.",
        ImportFaultCode.IdNumber => "Compare with the identity card and type all 18 characters again, in a cell formatted as text.",
        ImportFaultCode.IdDestroyed => "Format the column as text, then type the number again; the digits lost cannot be restored.",
        ImportFaultCode.IdMismatch => "Mend the ID number, the birth date or the sex.",
        ImportFaultCode.Mobile => "Type the 11 digits of the phone number.",
        ImportFaultCode.CredentialNumber => "Compare with the certificate and type the number again, in a cell formatted as text.",
        ImportFaultCode.UnknownTeacherRef => "Add the person to the teachers sheet, or mend the teacher_ref.",
        ImportFaultCode.DuplicateTeacherRef => "Keep one row a person in the teachers sheet.",
        ImportFaultCode.DuplicateRow => "Delete one of the two rows.",
        ImportFaultCode.AmbiguousTeacher => "Find out whose row it is; if the records are of one person, merge them first.",
        ImportFaultCode.UnknownOrganisation => "Add the organisation to the organisations sheet, or mend the code or the dates.",
        ImportFaultCode.Overlap =>
            "End the earlier fact before the later one begins; what the registry holds counts too, and a row with another first day is another fact.",
        ImportFaultCode.SecondFullTime => "End the other full-time engagement first, or transfer the teacher.",
        ImportFaultCode.PrimaryPost =>
            "Give every day of the engagement exactly one primary post; posts in the registry count too. "
            + "A changed category, department or first day makes a row another post: end the old one, or correct it with 'faculty teachers correct'.",
        ImportFaultCode.OutsideEngagement => "Mend the dates, or add the engagement.",
        ImportFaultCode.StaffNumberTaken => "Give the person a staff number of their own; numbers are never used again.",
        ImportFaultCode.CertificateTaken => "Compare with the certificate; a number of an authority is given once.",
        ImportFaultCode.IdNumberTaken => "Compare with the identity card; if the records are of one person, merge them.",
        ImportFaultCode.StaleRow => "Export again and repeat the change there.",
        ImportFaultCode.Formula => "Copy the column and paste it as values.",
        ImportFaultCode.CellError => "Type the value.",
        ImportFaultCode.Normalised => "Nothing; look whether the value is meant so.",
        ImportFaultCode.Limit => "Split the file, or shorten it.",
        ImportFaultCode.Unreadable => "Save the file again as .xlsx or CSV UTF-8.",
        ImportFaultCode.Future => "Type a day that is not after today.",
        ImportFaultCode.UnknownAreaCode => "Nothing, if the card says so: former area codes are not in the table.",
        ImportFaultCode.NotYours => "Leave the row out; the organisation it belongs to, or the office above, imports it.",
        ImportFaultCode.OrganisationRule => "Rename, move or close organisations with the commands made for it, which ask for the day.",
        ImportFaultCode.ErasedTeacher => "Delete the person's rows in every sheet. Erased persons move with a backup only.",
        ImportFaultCode.IdInClear => "Put a number of the school's own there; the ID number belongs into id_number of the teachers sheet only.",
        _ => "Mend the row.",
    };

    public static ImportFaultCode Of(Reason reason) => reason switch
    {
        Reason.PeriodReversed => ImportFaultCode.ReversedPeriod,
        Reason.PeriodsOverlap => ImportFaultCode.Overlap,
        Reason.SecondFullTimeEngagement => ImportFaultCode.SecondFullTime,
        Reason.PrimaryPostMissing or Reason.PrimaryPostTwice => ImportFaultCode.PrimaryPost,
        Reason.PostOutsideEngagement or Reason.SpellOutsideEngagement => ImportFaultCode.OutsideEngagement,
        Reason.UnknownOrganisation => ImportFaultCode.UnknownOrganisation,
        Reason.CertificateNumberTaken => ImportFaultCode.CertificateTaken,
        Reason.OrganisationKindMismatch or Reason.DepartmentNotOfSchool or Reason.OrganisationCycle or Reason.OrganisationInUse => ImportFaultCode.OrganisationRule,
        _ => ImportFaultCode.Rule,
    };

    public static ImportFaultCode Of(FieldProblem kind) => kind switch
    {
        FieldProblem.Required => ImportFaultCode.Required,
        FieldProblem.TooLong => ImportFaultCode.TooLong,
        FieldProblem.ForbiddenCharacter => ImportFaultCode.ForbiddenCharacter,
        FieldProblem.IdInClear => ImportFaultCode.IdInClear,
        FieldProblem.Future => ImportFaultCode.Future,
        FieldProblem.Reversed => ImportFaultCode.ReversedPeriod,
        FieldProblem.UnknownCode => ImportFaultCode.UnknownCode,
        FieldProblem.IdNumber => ImportFaultCode.IdNumber,
        FieldProblem.IdMismatch => ImportFaultCode.IdMismatch,
        FieldProblem.Mobile => ImportFaultCode.Mobile,
        FieldProblem.CredentialNumber => ImportFaultCode.CredentialNumber,
        _ => ImportFaultCode.Rule,
    };
}
