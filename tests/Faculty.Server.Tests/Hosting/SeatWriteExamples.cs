using Faculty.Server.Tests.Quotas.Hiring;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Quotas.Ledgers;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>A ledger from its first authorisation on, and a hiring line: an example of every write about them, each standing on the one before.</summary>
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

    /// <summary>A line from the draft to its end.</summary>
    public static IEnumerable<(string Rpc, Func<IMessage> Request)> OfLines(Func<IMessage> last)
    {
        yield return ("CreateHiringLine", () => new CreateHiringLineRequest { Line = Lines.Line("L", requested: 2) });
        yield return ("ReviseHiringLine", () => new ReviseHiringLineRequest { Code = "L", Line = Lines.Line("L", requested: 3) });
        yield return ("AdvanceHiringLine", () => new AdvanceHiringLineRequest { Code = "L", Step = new() { Type = HiringStepType.Submit } });
        foreach (var office in (Office[])[Office.Establishment, Office.HumanResources, Office.Finance])
        {
            yield return ("DecideHiringLine", () => new DecideHiringLineRequest { Code = "L", Step = new() { Type = HiringStepType.Approve, Office = office, Count = 2, DocumentNumber = "1" } });
        }
        yield return ("AdvanceHiringLine", () => new AdvanceHiringLineRequest { Code = "L", Step = new() { Type = HiringStepType.Announce, Count = 2, DocumentNumber = "1" } });
        yield return ("AdvanceHiringLine", () => new AdvanceHiringLineRequest { Code = "L", Step = new() { Type = HiringStepType.Select } });
        yield return ("AdvanceHiringLine", () => new AdvanceHiringLineRequest { Code = "L", Step = new() { Type = HiringStepType.Publicise } });
        yield return ("AppointCandidate", () => new AppointCandidateRequest { Code = "L", Candidate = new() { CandidateNumber = "001" } });
        yield return ("DeclineCandidate", () => new DeclineCandidateRequest { Code = "L", CandidateId = Line().Candidates[^1].CandidateId, Note = "另有去处" });
        yield return ("AppointCandidate", () => new AppointCandidateRequest { Code = "L", Candidate = new() { CandidateNumber = "002" } });
        yield return ("OnboardCandidate", () => new OnboardCandidateRequest
        {
            Code = "L", CandidateId = Line().Candidates[^1].CandidateId, Identity = Teachers.People.Wang("新人"), Engagement = new() { StartDate = Day(2026, 3, 1) }, Post = new() { DepartmentCode = Departments[0] },
        });

        HiringLine Line() => ((IHiringReply)last()).Line;
    }
}
