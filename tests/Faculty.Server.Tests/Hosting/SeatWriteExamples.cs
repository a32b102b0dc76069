using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Quotas.Ledgers;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>A ledger from its first authorisation on: an example of every write about it, each standing on the one before.</summary>
internal static class SeatWriteExamples
{
    public static IEnumerable<(string Rpc, Func<IMessage> Request)> Of(Func<IMessage> last)
    {
        yield return ("AuthoriseSeats", () => Authorise(50));
        yield return ("AuthoriseSeats", () => Authorise(40, from: Day(2030, 1, 1)));
        yield return ("WithdrawAuthorisation", () => new WithdrawAuthorisationRequest { OrganisationCode = School, AuthorisationId = Ledger().Authorisations[^1].AuthorisationId });
        yield return ("SetSeatControl", () => new SetSeatControlRequest { OrganisationCode = School, Control = SeatControl.Soft });
        yield return ("ReserveSeat", () => Reserve());
        yield return ("ReleaseSeat", () => new ReleaseSeatRequest { OrganisationCode = School, ReservationId = Ledger().Reservations[^1].ReservationId, Note = "不再调入" });
        yield return ("FreezeSeats", () => new FreezeSeatsRequest { OrganisationCode = School, Freeze = new() { DocumentNumber = "1", StartDate = Day(2035, 1, 1) } });
        yield return ("ThawSeats", () => new ThawSeatsRequest { OrganisationCode = School, FreezeId = Ledger().Freezes[^1].FreezeId });

        Establishment Ledger() => ((IEstablishmentReply)last()).Establishment;
    }
}
