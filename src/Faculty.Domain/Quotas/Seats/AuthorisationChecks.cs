using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>What may stand in the fields of an authorisation, whoever types it. Rules between authorisations are <see cref="Establishment"/>'s.</summary>
public static class AuthorisationChecks
{
    private const int MostSeats = 1_000_000;
    private const int Document = 100;

    public static IReadOnlyList<FieldFault> Of(Authorisation authorisation, DateOnly today) => new FaultList(today)
        .OptionalKnown(authorisation.Category, "category")
        .Require(authorisation.SeatCount is >= 0 and <= MostSeats, "seat_count", FieldProblem.Rule, $"must be 0 to {MostSeats:N0}")
        .Text(authorisation.DocumentNumber, "document_number", Document).Faults;
}
