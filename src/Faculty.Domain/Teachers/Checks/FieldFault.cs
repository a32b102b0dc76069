namespace Faculty.Domain.Teachers.Checks;

/// <summary>
/// A field of a fact, in proto spelling, and what is wrong with it and how to mend it. Never holds the value: it may be
/// personal.
/// </summary>
public readonly record struct FieldFault(string Field, string Problem);
