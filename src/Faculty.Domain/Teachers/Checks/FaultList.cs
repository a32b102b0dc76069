using System.Text.Json;
using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers.Checks;

/// <summary>Collects the faults of one fact's fields.</summary>
internal sealed class FaultList(DateOnly today)
{
    public const string NotEmpty = "must not be empty";

    public List<FieldFault> Faults { get; } = [];

    public FaultList Require(bool holds, string field, FieldProblem kind, string problem, string given = "")
    {
        if (!holds)
        {
            Faults.Add(new(field, kind, problem, given));
        }
        return this;
    }

    public FaultList Fault(string? problem, string field, FieldProblem kind) => Require(problem is null, field, kind, problem ?? "");

    public FaultList Text(string value, string field, int longest) =>
        Require(value.Length > 0, field, FieldProblem.Required, NotEmpty).OptionalText(value, field, longest);

    public FaultList OptionalText(string value, string field, int longest)
    {
        if (value.Length == 0)
        {
            return this;
        }
        // An import asks this of every cell, so the words are only made for a fault.
        if (value.Length > longest && value.EnumerateRunes().Count() > longest)
        {
            Faults.Add(new(field, FieldProblem.TooLong, $"must be at most {longest} characters"));
        }
        RequireNoIdNumber(value, field);
        Require(!char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1]), field, FieldProblem.Rule, "must not begin or end with a blank");
        return Require(
            PlainText.FirstForbidden(value) is null,
            field, FieldProblem.ForbiddenCharacter, PlainText.Problem);
    }

    /// <summary>A code of an organisation.</summary>
    public FaultList OrganisationCode(string value, string field) => Require(
        value.Length is >= 1 and <= 32 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), field,
        FieldProblem.Rule, "must be an organisation's code: 1 to 32 letters, digits or hyphens");

    /// <summary>Printable ASCII without blanks, or empty.</summary>
    public FaultList OptionalAscii(string value, string field, int longest)
    {
        if (value.Length > longest || value.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            Faults.Add(new(field, value.Length > longest ? FieldProblem.TooLong : FieldProblem.Rule, $"must be at most {longest} printable ASCII characters without blanks; type digits and letters half-width"));
        }
        return RequireNoIdNumber(value, field);
    }

    public FaultList Known<TEnum>(TEnum value, string field)
        where TEnum : struct, Enum => Require(Names<TEnum>.Said.Contains(value), field, FieldProblem.UnknownCode, Names<TEnum>.MustBeSaid);

    /// <summary>A value that may also be left unspecified.</summary>
    public FaultList OptionalKnown<TEnum>(TEnum value, string field)
        where TEnum : struct, Enum =>
        EqualityComparer<TEnum>.Default.Equals(value, default) ? this : Known(value, field);

    public FaultList Forward(DateOnly first, DateOnly? last) => Require(!(last < first), "last_date", FieldProblem.Reversed, "must not lie before start_date");

    public FaultList NotAfterToday(PartialDate? date, string field) =>
        Require(!(date?.Earliest > today), field, FieldProblem.Future, "must not lie after today");

    // Facts are stored in clear: figures are made of them.
    private FaultList RequireNoIdNumber(string value, string field) => Require(!IdNumber.StandsIn(value), field, FieldProblem.IdInClear, IdNumber.InClear);

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly HashSet<TEnum> Said = [.. Enum.GetValues<TEnum>().Skip(1)];
        public static readonly string MustBeSaid = $"must be one of {string.Join(", ", Said.Select(value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString())))}";
    }
}
