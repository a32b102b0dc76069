using Google.Protobuf;

namespace Faculty.V1;

/// <summary>What every write request carries beside its own fields.</summary>
public interface IWriteRequest : IMessage
{
    bool ValidateOnly { get; }

    string RequestId { get; set; }
}

/// <summary>A write that says why and on which version it was decided.</summary>
public interface IReasonedWrite : IWriteRequest
{
    string Reason { get; }

    string Etag { get; }
}

/// <summary>A write about one teacher.</summary>
public interface ITeacherWrite : IReasonedWrite
{
    string TeacherId { get; }
}

/// <summary>A reply that says where in the journal the write stands.</summary>
public interface IWriteReply : IMessage
{
    string ChangeToken { get; set; }
}

/// <summary>A reply with the teacher as stored.</summary>
public interface ITeacherReply : IWriteReply
{
    Teacher Teacher { get; set; }
}

/// <summary>A write about one organisation.</summary>
public interface IOrganisationWrite : IWriteRequest
{
    string Code { get; }

    string Etag { get; }
}

/// <summary>A reply with the organisation as stored.</summary>
public interface IOrganisationReply : IWriteReply
{
    Organisation Organisation { get; set; }
}

/// <summary>A write about one version of a rule pack.</summary>
public interface IRulePackWrite : IWriteRequest
{
    string Code { get; }

    int Version { get; }

    string Etag { get; }
}

/// <summary>A reply with the pack as stored.</summary>
public interface IRulePackReply : IWriteReply
{
    RulePack RulePack { get; set; }
}

public sealed partial class UpdateTeacherIdentityRequest : ITeacherWrite;

public sealed partial class StartEngagementRequest : ITeacherWrite;

public sealed partial class EndEngagementRequest : ITeacherWrite;

public sealed partial class TransferTeacherRequest : ITeacherWrite;

public sealed partial class StartPostRequest : ITeacherWrite;

public sealed partial class EndPostRequest : ITeacherWrite;

public sealed partial class ChangeCategoryRequest : ITeacherWrite;

public sealed partial class RecordSpellRequest : ITeacherWrite;

public sealed partial class EndSpellRequest : ITeacherWrite;

public sealed partial class RecordEducationRequest : ITeacherWrite;

public sealed partial class RecordTitleRequest : ITeacherWrite;

public sealed partial class RecordCredentialRequest : ITeacherWrite;

public sealed partial class RecordPracticeRequest : ITeacherWrite;

public sealed partial class RecordHonourRequest : ITeacherWrite;

public sealed partial class CorrectFactRequest : ITeacherWrite;

public sealed partial class WithdrawFactRequest : ITeacherWrite;

public sealed partial class MergeTeachersRequest : ITeacherWrite;

public sealed partial class ReviewPossibleDuplicateRequest : ITeacherWrite;

public sealed partial class GrantRecognitionRequest : ITeacherWrite;

public sealed partial class UpdateTeacherIdentityResponse : ITeacherReply;

public sealed partial class StartEngagementResponse : ITeacherReply;

public sealed partial class EndEngagementResponse : ITeacherReply;

public sealed partial class TransferTeacherResponse : ITeacherReply;

public sealed partial class StartPostResponse : ITeacherReply;

public sealed partial class EndPostResponse : ITeacherReply;

public sealed partial class ChangeCategoryResponse : ITeacherReply;

public sealed partial class RecordSpellResponse : ITeacherReply;

public sealed partial class EndSpellResponse : ITeacherReply;

public sealed partial class RecordEducationResponse : ITeacherReply;

public sealed partial class RecordTitleResponse : ITeacherReply;

public sealed partial class RecordCredentialResponse : ITeacherReply;

public sealed partial class RecordPracticeResponse : ITeacherReply;

public sealed partial class RecordHonourResponse : ITeacherReply;

public sealed partial class CorrectFactResponse : ITeacherReply;

public sealed partial class WithdrawFactResponse : ITeacherReply;

public sealed partial class MergeTeachersResponse : ITeacherReply;

public sealed partial class ReviewPossibleDuplicateResponse : ITeacherReply;

public sealed partial class GrantRecognitionResponse : ITeacherReply;

public sealed partial class CreateTeacherResponse : ITeacherReply;

public sealed partial class UnmergeTeacherResponse : ITeacherReply;

public sealed partial class UnmergeTeacherRequest : IReasonedWrite;

public sealed partial class EraseTeacherRequest : IReasonedWrite;

public sealed partial class EraseTeacherResponse : IWriteReply;

public sealed partial class RecordRecognitionEventRequest : IReasonedWrite;

public sealed partial class RecordRecognitionEventResponse : IWriteReply;

public sealed partial class CreateTeacherRequest : IWriteRequest;

public sealed partial class CreateOrganisationRequest : IWriteRequest;

public sealed partial class UpdateOrganisationRequest : IOrganisationWrite
{
    public string Code => Organisation?.Code ?? "";

    public string Etag => Organisation?.Etag ?? "";
}

public sealed partial class RenameOrganisationRequest : IOrganisationWrite;

public sealed partial class MoveOrganisationRequest : IOrganisationWrite, IReasonedWrite;

public sealed partial class CloseOrganisationRequest : IOrganisationWrite;

public sealed partial class CreateOrganisationResponse : IOrganisationReply;

public sealed partial class UpdateOrganisationResponse : IOrganisationReply;

public sealed partial class RenameOrganisationResponse : IOrganisationReply;

public sealed partial class MoveOrganisationResponse : IOrganisationReply;

public sealed partial class CloseOrganisationResponse : IOrganisationReply;

/// <summary>A write about one account.</summary>
public interface IAccountWrite : IReasonedWrite
{
    string AccountName { get; }
}

/// <summary>A reply with the account as stored.</summary>
public interface IAccountReply : IWriteReply
{
    Account Account { get; set; }
}

public sealed partial class CreateAccountRequest : IReasonedWrite
{
    public string Etag => "";
}

public sealed partial class SuspendAccountRequest : IAccountWrite;

public sealed partial class ResumeAccountRequest : IAccountWrite;

public sealed partial class GrantRoleRequest : IAccountWrite;

public sealed partial class RevokeRoleRequest : IAccountWrite;

public sealed partial class ResetPasswordRequest : IAccountWrite;

public sealed partial class CreateKeyRequest : IWriteRequest;

public sealed partial class RevokeKeyRequest : IReasonedWrite
{
    public string Etag => "";
}

public sealed partial class CreateAccountResponse : IAccountReply;

public sealed partial class SuspendAccountResponse : IAccountReply;

public sealed partial class ResumeAccountResponse : IAccountReply;

public sealed partial class GrantRoleResponse : IAccountReply;

public sealed partial class RevokeRoleResponse : IAccountReply;

public sealed partial class ResetPasswordResponse : IAccountReply;

public sealed partial class CreateKeyResponse : IWriteReply;

public sealed partial class RevokeKeyResponse : IWriteReply;

public sealed partial class RotateCertificateKeyRequest : IReasonedWrite;

public sealed partial class RotateCertificateKeyResponse : IWriteReply;

public sealed partial class ImportRulePackRequest : IWriteRequest;

public sealed partial class ActivateRulePackRequest : IRulePackWrite;

public sealed partial class WithdrawRulePackRequest : IRulePackWrite;

public sealed partial class ImportRulePackResponse : IRulePackReply;

public sealed partial class ActivateRulePackResponse : IRulePackReply;

public sealed partial class WithdrawRulePackResponse : IRulePackReply;
