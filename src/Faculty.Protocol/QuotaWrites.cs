namespace Faculty.V1;

/// <summary>A write about the establishment of one organisation.</summary>
public interface IEstablishmentWrite : IReasonedWrite
{
    string OrganisationCode { get; }
}

/// <summary>A reply with the establishment as stored.</summary>
public interface IEstablishmentReply : IWriteReply
{
    Establishment Establishment { get; set; }
}

/// <summary>A write about one hiring line.</summary>
public interface IHiringWrite : IReasonedWrite
{
    string Code { get; }
}

/// <summary>A reply with the line as stored, and its counts today.</summary>
public interface IHiringReply : IWriteReply
{
    HiringLine Line { get; set; }

    HiringCounts Counts { get; set; }
}

public sealed partial class AuthoriseSeatsRequest : IEstablishmentWrite;

public sealed partial class AuthoriseSeatsResponse : IEstablishmentReply;

public sealed partial class WithdrawAuthorisationRequest : IEstablishmentWrite;

public sealed partial class WithdrawAuthorisationResponse : IEstablishmentReply;

public sealed partial class SetSeatControlRequest : IEstablishmentWrite;

public sealed partial class SetSeatControlResponse : IEstablishmentReply;

public sealed partial class FreezeSeatsRequest : IEstablishmentWrite;

public sealed partial class FreezeSeatsResponse : IEstablishmentReply;

public sealed partial class ThawSeatsRequest : IEstablishmentWrite;

public sealed partial class ThawSeatsResponse : IEstablishmentReply;

public sealed partial class ReserveSeatRequest : IEstablishmentWrite;

public sealed partial class ReserveSeatResponse : IEstablishmentReply;

public sealed partial class ReleaseSeatRequest : IEstablishmentWrite;

public sealed partial class ReleaseSeatResponse : IEstablishmentReply;

public sealed partial class CreateHiringLineRequest : IHiringWrite
{
    public string Code => Line?.Code ?? "";
}

public sealed partial class CreateHiringLineResponse : IHiringReply;

public sealed partial class ReviseHiringLineRequest : IHiringWrite;

public sealed partial class ReviseHiringLineResponse : IHiringReply;

public sealed partial class AdvanceHiringLineRequest : IHiringWrite;

public sealed partial class AdvanceHiringLineResponse : IHiringReply;

public sealed partial class DecideHiringLineRequest : IHiringWrite;

public sealed partial class DecideHiringLineResponse : IHiringReply;

public sealed partial class AppointCandidateRequest : IHiringWrite;

public sealed partial class AppointCandidateResponse : IHiringReply;

public sealed partial class DeclineCandidateRequest : IHiringWrite;

public sealed partial class DeclineCandidateResponse : IHiringReply;

public sealed partial class OnboardCandidateRequest : IHiringWrite;

public sealed partial class OnboardCandidateResponse : IHiringReply;
