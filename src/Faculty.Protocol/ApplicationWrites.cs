using Google.Protobuf.Collections;

namespace Faculty.V1;

/// <summary>A write about one application.</summary>
public interface IApplicationWrite : IReasonedWrite
{
    string ApplicationId { get; }
}

/// <summary>A reply with the application as stored.</summary>
public interface IApplicationReply : IWriteReply
{
    Application Application { get; set; }
}

/// <summary>A write about several applications, all or none.</summary>
public interface IApplicationsWrite : IReasonedWrite
{
    RepeatedField<string> ApplicationIds { get; }
}

/// <summary>A reply with the applications as stored.</summary>
public interface IApplicationsReply : IWriteReply
{
    RepeatedField<Application> Applications { get; }
}

public sealed partial class CreateApplicationsRequest : IReasonedWrite
{
    public string Etag => "";
}

public sealed partial class CreateApplicationsResponse : IApplicationsReply;

public sealed partial class SubmitApplicationsRequest : IApplicationsWrite
{
    public string Etag => "";
}

public sealed partial class SubmitApplicationsResponse : IApplicationsReply;

public sealed partial class CastVotesRequest : IApplicationsWrite
{
    public string Etag => "";
}

public sealed partial class CastVotesResponse : IApplicationsReply;

public sealed partial class FinishReviewsRequest : IApplicationsWrite
{
    public string Etag => "";
}

public sealed partial class FinishReviewsResponse : IApplicationsReply;

public sealed partial class ReviseApplicationRequest : IApplicationWrite;

public sealed partial class ReviseApplicationResponse : IApplicationReply;

public sealed partial class AttachEvidenceRequest : IApplicationWrite;

public sealed partial class AttachEvidenceResponse : IApplicationReply;

public sealed partial class RemoveEvidenceRequest : IApplicationWrite;

public sealed partial class RemoveEvidenceResponse : IApplicationReply;

public sealed partial class WithdrawApplicationRequest : IApplicationWrite;

public sealed partial class WithdrawApplicationResponse : IApplicationReply;

public sealed partial class ReturnApplicationRequest : IApplicationWrite;

public sealed partial class ReturnApplicationResponse : IApplicationReply;

public sealed partial class DeclareIneligibleRequest : IApplicationWrite;

public sealed partial class DeclareIneligibleResponse : IApplicationReply;

public sealed partial class RecuseFromApplicationRequest : IApplicationWrite;

public sealed partial class RecuseFromApplicationResponse : IApplicationReply;

public sealed partial class GiveScoresRequest : IApplicationWrite;

public sealed partial class GiveScoresResponse : IApplicationReply;

public sealed partial class ReopenScoresRequest : IApplicationWrite;

public sealed partial class ReopenScoresResponse : IApplicationReply;

public sealed partial class FileObjectionRequest : IApplicationWrite;

public sealed partial class FileObjectionResponse : IApplicationReply;

public sealed partial class ResolveObjectionRequest : IApplicationWrite;

public sealed partial class ResolveObjectionResponse : IApplicationReply;
