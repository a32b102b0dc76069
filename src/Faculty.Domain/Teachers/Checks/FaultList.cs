using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers.Checks;

/// <summary>Collects the faults of one fact's fields.</summary>
internal sealed class FaultList(DateOnly today)
{
    public const string NotEmpty = "must not be empty";

    public List<FieldFault> Faults { get; } = [];

    public FaultList Require(bool holds, string field, string problem)
    {
        if (!holds)
        {
            Faults.Add(new(field, problem));
        }
        return this;
    }

    public FaultList Fault(string? problem, string field) => Require(problem is null, field, problem ?? "");

    public FaultList Text(string value, string field, int longest) =>
        Require(value.Length > 0, field, NotEmpty).OptionalText(value, field, longest);

    public FaultList OptionalText(string value, string field, int longest)
    {
        Require(value.Length <= longest || value.EnumerateRunes().Count() <= longest, field, $"must be at most {longest} characters");
        Require(value.Length == 0 || !(char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])), field, "must not begin or end with a blank");
        return Require(PlainText.FirstForbidden(value) is null, field, "must not contain control, invisible or direction characters; type it again without copying");
    }

    /// <summary>A code of an organisation.</summary>
    public FaultList OrganisationCode(string value, string field) => Require(
        value.Length is >= 1 and <= 32 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), field,
        "must be an organisation's code: 1 to 32 letters, digits or hyphens");

    /// <summary>Printable ASCII without blanks, or empty.</summary>
    public FaultList OptionalAscii(string value, string field, int longest) => Require(
        value.Length <= longest && value.All(c => c is > ' ' and <= '~'), field,
        $"must be at most {longest} printable ASCII characters without blanks; type digits and letters half-width");

    public FaultList Known<TEnum>(TEnum value, string field)
        where TEnum : struct, Enum => Require(
            Enum.IsDefined(value) && Convert.ToInt32(value) != 0, field, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>().Skip(1))}");

    public FaultList Forward(DateOnly first, DateOnly? last) => Require(!(last < first), "last_date", "must not lie before start_date");

    public FaultList NotAfterToday(PartialDate? date, string field) =>
        Require(!(date?.Earliest > today), field, "must not lie after today");
}
