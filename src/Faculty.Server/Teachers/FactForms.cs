using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Hosting;
using Google.Protobuf;
using Date = Google.Type.Date;

namespace Faculty.Server.Teachers;

/// <summary>
/// The form of facts in requests: first the dates, which a record cannot hold when they are none, then the fields' own
/// rules.
/// </summary>
internal static class FactForms
{
    private static readonly HashSet<string> Required = new(["birth_date", "start_date", "effective_date"], StringComparer.Ordinal);
    private static readonly HashSet<string> MonthIsEnough = new(
        ["graduated_on", "obtained_on", "appointed_on", "issued_on", "granted_on"], StringComparer.Ordinal);

    public static RequestCheck Identity(this RequestCheck check, V1.Identity? identity, string field, DateOnly today) =>
        check.Fact(identity, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    public static RequestCheck Engagement(this RequestCheck check, V1.Engagement? engagement, string field, DateOnly today) =>
        check.Fact(engagement, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    /// <summary>A kept seat that an engagement is to take; empty = none.</summary>
    public static RequestCheck Reservation(this RequestCheck check, string reservationId, V1.Engagement? engagement, string field) => reservationId.Length == 0
        ? check
        : check.Id(reservationId, field).Require(engagement is null or { Kind: V1.EngagementKind.Established }, field, "must be empty: only ESTABLISHED engagements take seats");

    public static RequestCheck Post(this RequestCheck check, V1.Post? post, string field, DateOnly today) =>
        check.Fact(post, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    public static RequestCheck Spell(this RequestCheck check, V1.Spell? spell, string field, DateOnly today) =>
        check.Fact(spell, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    public static RequestCheck Education(this RequestCheck check, V1.Education? education, string field, DateOnly today) =>
        check.Fact(education, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    public static RequestCheck Title(this RequestCheck check, V1.Title? title, string field, DateOnly today) =>
        check.Fact(title, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    /// <summary>A credential; whether a teacher qualification fits the person's sex is checked when the person is known.</summary>
    public static RequestCheck Credential(
        this RequestCheck check, V1.Credential? credential, string field, DateOnly today, Domain.Teachers.Sex? sex = null) =>
        check.Fact(credential, field, m => FactChecks.Of(Wire.ToRecord(m), sex, today));

    public static RequestCheck Practice(this RequestCheck check, V1.Practice? practice, string field, DateOnly today) =>
        check.Fact(practice, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    public static RequestCheck Honour(this RequestCheck check, V1.Honour? honour, string field, DateOnly today) =>
        check.Fact(honour, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    public static RequestCheck Recognition(this RequestCheck check, V1.Recognition? recognition, string field, DateOnly today)
    {
        check.Require(
            recognition is not { Events.Count: > 0 },
            $"{field}.events", "must be empty; record events with RecordRecognitionEvent");
        return check.Fact(recognition, field, m =>
        {
            // What only the server writes is not looked at.
            m.Events.Clear();
            m.Rechecks.Clear();
            return FactChecks.Of(Wire.ToRecord(m), today);
        });
    }

    public static RequestCheck RecognitionEvent(this RequestCheck check, V1.RecognitionEvent? happened, string field, DateOnly today) =>
        check.Fact(happened, field, m => FactChecks.Of(Wire.ToRecord(m), today));

    /// <summary>A certificate as it is looked up: a blank at an end would find nothing, for ever.</summary>
    public static RequestCheck Certificate(this RequestCheck check, string authority, string number) => check
        .Text(authority, "authority", longest: 100)
        .Require(authority == authority.Trim(), "authority", "must not begin or end with a blank")
        .Text(number, "certificate_number", longest: 64)
        .Require(number == number.Trim(), "certificate_number", "must not begin or end with a blank");

    private static RequestCheck Fact<T>(this RequestCheck check, T? message, string field, Func<T, IReadOnlyList<FieldFault>> faultsOf)
        where T : class, IMessage<T>, IDeepCloneable<T>
    {
        if (message is null)
        {
            return check.Require(false, field, "must be given");
        }
        var fact = message.Clone();
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var date in message.Descriptor.Fields.InDeclarationOrder()
            .Where(f => f.FieldType == Google.Protobuf.Reflection.FieldType.Message && f.MessageType.ClrType == typeof(Date)))
        {
            var value = (Date?)date.Accessor.GetValue(message);
            // A credential is valid from its day of issue unless it says otherwise.
            var required = Required.Contains(date.Name) && message is not V1.Credential;
            if (value is null ? required : !(value.IsRealDay() || (MonthIsEnough.Contains(date.Name) && value.IsRealMonth())))
            {
                unreadable.Add(date.Name);
                check.Require(false, $"{field}.{date.Name}", MonthIsEnough.Contains(date.Name)
                    ? "must be a calendar date; day 0 says that only the month is known"
                    : "must be a full calendar date (year, month and day)");
                date.Accessor.SetValue(fact, required ? new Date { Year = 1, Month = 1, Day = 1 } : null);
            }
        }
        check.Take(faultsOf(fact).Where(f => !unreadable.Contains(f.Field) && !(f.Field == "id_number" && unreadable.Contains("birth_date"))), field);
        return check;
    }

    private static bool IsRealMonth(this Date date) => date is { Day: 0, Month: >= 1 and <= 12, Year: >= 1 and <= 9999 };
}
