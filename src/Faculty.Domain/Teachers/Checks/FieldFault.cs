namespace Faculty.Domain.Teachers.Checks;

/// <summary>
/// A field of a fact, in proto spelling, and what is wrong with it and how to mend it. Never holds the value: it may be
/// personal. <c>Given</c> is another field that the check believed; when that one is wrong itself, nothing is known.
/// </summary>
public readonly record struct FieldFault(string Field, FieldProblem Kind, string Problem, string Given = "");

/// <summary>Which kind of thing is wrong with a field.</summary>
public enum FieldProblem
{
    /// <summary>A rule of this field alone; the words say which.</summary>
    Rule,
    Required,
    TooLong,
    ForbiddenCharacter,
    IdInClear,
    Future,

    /// <summary>A day lies before the one it follows.</summary>
    Reversed,
    UnknownCode,
    IdNumber,

    /// <summary>The ID number contradicts birth date or sex.</summary>
    IdMismatch,
    Mobile,
    CredentialNumber,
}
