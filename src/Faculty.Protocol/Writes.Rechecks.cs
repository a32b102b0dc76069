namespace Faculty.V1;

public sealed partial class RevokeCredentialRequest : ITeacherWrite;

public sealed partial class RevokeCredentialResponse : ITeacherReply;

public sealed partial class CloseRecheckRequest : ITeacherWrite;

public sealed partial class CloseRecheckResponse : ITeacherReply;
