using System.Text.Json;
using Faculty.V1;
using Date = Google.Type.Date;

namespace Faculty.Server.Hosting;

/// <summary>Collects every fault in a request's form and refuses once, naming each field.</summary>
internal sealed class RequestCheck
{
    private readonly List<FieldProblem> problems = [];

    public RequestCheck Require(bool holds, string field, string problem)
    {
        if (!holds)
        {
            problems.Add(new(field, problem));
        }
        return this;
    }

    /// <summary>Text that must be there, without invisible or control characters.</summary>
    public RequestCheck Text(string value, string field, int longest) =>
        Require(value.Length > 0, field, "must not be empty").OptionalText(value, field, longest);

    public RequestCheck OptionalText(string value, string field, int longest)
    {
        Require(value.EnumerateRunes().Count() <= longest, field, $"must be at most {longest} characters");
        return Require(Domain.Teachers.PlainText.FirstForbidden(value) is null, field, Domain.Teachers.PlainText.Problem);
    }

    /// <summary>A code of printable ASCII.</summary>
    public RequestCheck Code(string value, string field, int longest = 64) =>
        Require(value.Length > 0 && value.Length <= longest && value.All(c => c is > ' ' and <= '~'), field, $"must be 1 to {longest} printable ASCII characters without spaces");

    public RequestCheck OptionalCode(string value, string field, int longest = 64) => value.Length == 0 ? this : Code(value, field, longest);

    /// <summary>An opaque id as the server issues them.</summary>
    public RequestCheck Id(string value, string field) =>
        Require(value.Length == 32 && value.All(char.IsAsciiHexDigitLower), field, "must be an id as the server issued it: 32 hexadecimal digits");

    public RequestCheck Day(Date? date, string field) =>
        Require(date.IsRealDay(), field, "must be a full calendar date (year, month and day)");

    public RequestCheck OptionalDay(Date? date, string field) => date is null ? this : Day(date, field);

    public RequestCheck Known<TEnum>(TEnum value, string field, bool optional = false)
        where TEnum : struct, Enum
    {
        var known = Enum.IsDefined(value) && (optional || Convert.ToInt32(value) != 0);
        return Require(known, field, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>().Skip(1).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName))}");
    }

    public RequestCheck PageSize(int size) => Require(size is >= 0 and <= 500, "page_size", "must be 0 (= 50) to 500");

    public RequestCheck Write(IWriteRequest request) =>
        Require(request.RequestId.Length == 0 || Guid.TryParseExact(request.RequestId, "D", out _), "request_id", "must be a UUID such as 0190a5c2-7d2e-7b0a-9c3e-1f2a3b4c5d6e");

    public RequestCheck Write(IReasonedWrite request)
    {
        Write((IWriteRequest)request).OptionalText(request.Reason, "reason", longest: 200);
        return Require(Tokens.IsEtag(request.Etag), "etag", "must be an etag as the server issued it, or empty");
    }

    /// <summary>The faults of a check of the domain, told by their fields.</summary>
    public RequestCheck Take(IEnumerable<Domain.Teachers.Checks.FieldFault> faults, string field)
    {
        foreach (var fault in faults)
        {
            Require(false, $"{field}.{fault.Field}", fault.Problem);
        }
        return this;
    }

    public void Done()
    {
        if (problems.Count > 0)
        {
            throw new Refusal(ErrorReason.InvalidRequest, "The request is not valid.") { Fields = problems };
        }
    }
}
