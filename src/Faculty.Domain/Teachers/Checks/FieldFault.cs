namespace Faculty.Domain.Teachers.Checks;

/// <summary>
/// A field of a fact, in proto spelling, and what is wrong with it and how to mend it. Never holds the value: it may be
/// personal. <c>Given</c> is another field that the check believed; when that one is wrong itself, nothing is known.
/// </summary>
public readonly record struct FieldFault(string Field, string Problem, string Given = "");
