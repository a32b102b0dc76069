using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Certification.Rules;
using Faculty.Server.Tests.Groups;
using Faculty.Server.Tests.Quotas;
using Faculty.Server.Tests.Quotas.Hiring;
using Faculty.Server.Tests.Training.Orders;
using Faculty.Server.Tests.Training.Pool;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Access.Matrix;

/// <summary>What a request is about: a school with two teachers and the facts of the first, or ids and codes that nobody has.</summary>
internal sealed record Target(string School, Teacher Teacher, Teacher Other, string Certificate, string Upload, string Application, string Draft, string FileUpload, string Case)
{
    /// <summary>A group of the school, whose code is the school's, with the first teacher in it.</summary>
    public required Group Group { get; init; }

    /// <summary>The establishment of the school: 100 seats, a freeze, one seat kept.</summary>
    public required Establishment Ledger { get; init; }

    /// <summary>A line of part-time work at the school, recorded.</summary>
    public required string Line { get; init; }

    /// <summary>The first teacher as a trainer of the school's pool.</summary>
    public required Trainer Trainer { get; init; }

    /// <summary>An order of an enterprise with the school, submitted.</summary>
    public required Order Order { get; init; }

    /// <summary>What no answer to a stranger may hold.</summary>
    public IEnumerable<string> Secrets => [.. Ledgers.Ids(Ledger), Order.OrderId, Order.Number, Trainer.TrainerId, Group.GroupId, Group.Memberships[0].MembershipId, Teacher.TeacherId, Other.TeacherId, Teacher.Identity.DisplayName, Other.Identity.DisplayName, Certificate, Upload, Application, Draft, FileUpload, Line, Teacher.Engagements[0].EngagementId];

    /// <summary>A text without what distinguishes one target from another.</summary>
    public string Plain(string text)
    {
        string[] ids = [.. Secrets, Teacher.Posts[0].PostId, Teacher.Spells[0].SpellId, Teacher.Honours[0].HonourId, Group.Events[0].EventId, Group.Tasks[0].TaskId, Trainer.ProfileCode, Trainer.Events[0].EventId];
        return ids.Aggregate(text, (t, id) => t.Replace(id, "…", StringComparison.Ordinal)).Replace($"{School}-ZB", "DEPARTMENT", StringComparison.Ordinal).Replace($"\"{School}\"", "\"SCHOOL\"", StringComparison.Ordinal).Replace($"\"{School}/", "\"SCHOOL/", StringComparison.Ordinal);
    }
}

/// <summary>
/// A request of every rpc about a target: valid, so that what refuses it is the caller's right, and only checked where that can be asked for.
/// An rpc without an example gets the fields that every request names alike.
/// </summary>
internal static class MatrixRequests
{
    private static readonly Dictionary<string, Func<Target, IMessage>> Examples = new(StringComparer.Ordinal)
    {
        ["CreateOrganisation"] = t => Create("NEW", OrganisationKind.Department, "新系", t.School),
        ["UpdateOrganisation"] = t => new UpdateOrganisationRequest { Organisation = new() { Code = t.School, SchoolType = "职高" }, UpdateMask = new() { Paths = { "school_type" } } },
        ["RenameOrganisation"] = t => new RenameOrganisationRequest { Code = t.School, Name = "另名", StartDate = Day(2024, 1, 1) },
        ["MoveOrganisation"] = t => new MoveOrganisationRequest { Code = $"{t.School}-ZB", ParentCode = t.School, StartDate = Day(2024, 1, 1) },
        ["CloseOrganisation"] = t => new CloseOrganisationRequest { Code = t.School, LastDate = Day(2030, 8, 31) },
        ["ListTeachers"] = t => new ListTeachersRequest { SchoolCode = t.School },
        ["StreamTeachers"] = t => new StreamTeachersRequest { DepartmentCode = $"{t.School}-ZB" },
        ["FindTeachers"] = t => new FindTeachersRequest { Query = t.Teacher.TeacherId },
        ["CreateTeacher"] = t => new CreateTeacherRequest { Identity = Wang("新人"), Engagement = FullTime(Day(2015, 9, 1), t.School), Post = Specialty($"{t.School}-ZB") },
        ["UpdateTeacherIdentity"] = t => new UpdateTeacherIdentityRequest { TeacherId = t.Teacher.TeacherId, Identity = new() { EthnicGroup = "01" }, UpdateMask = new() { Paths = { "ethnic_group" } } },
        ["StartEngagement"] = t => new StartEngagementRequest { TeacherId = t.Teacher.TeacherId, Engagement = Internal(t.School), Post = Specialty($"{t.School}-ZB") },
        ["EndEngagement"] = t => new EndEngagementRequest { TeacherId = t.Teacher.TeacherId, EngagementId = t.Teacher.Engagements[0].EngagementId, LastDate = Day(2024, 8, 31) },
        ["TransferTeacher"] = t => new TransferTeacherRequest { TeacherId = t.Teacher.TeacherId, Engagement = FullTime(Day(2022, 9, 1), t.School), Post = Specialty($"{t.School}-ZB") },
        ["StartPost"] = t => new StartPostRequest
        {
            TeacherId = t.Teacher.TeacherId,
            Post = new() { SchoolCode = t.School, DepartmentCode = $"{t.School}-ZB", Category = PostCategory.Common, StartDate = Day(2020, 9, 1), EngagementId = t.Teacher.Engagements[0].EngagementId },
        },
        ["EndPost"] = t => new EndPostRequest { TeacherId = t.Teacher.TeacherId, PostId = t.Teacher.Posts[0].PostId, LastDate = Day(2024, 8, 31) },
        ["ChangeCategory"] = t => new ChangeCategoryRequest { TeacherId = t.Teacher.TeacherId, EngagementId = t.Teacher.Engagements[0].EngagementId, Category = PostCategory.Practice, StartDate = Day(2018, 9, 1) },
        ["RecordSpell"] = t => new RecordSpellRequest { TeacherId = t.Teacher.TeacherId, Spell = new() { SchoolCode = t.School, SpellReason = SpellReason.Sick, StartDate = Day(2016, 3, 1), LastDate = Day(2016, 7, 31) } },
        ["EndSpell"] = t => new EndSpellRequest { TeacherId = t.Teacher.TeacherId, SpellId = t.Teacher.Spells[0].SpellId, LastDate = Day(2019, 7, 31) },
        ["RecordEducation"] = t => new RecordEducationRequest { TeacherId = t.Teacher.TeacherId, Education = new() { Level = "21", Institution = "山西大学", GraduatedOn = new() { Year = 2012, Month = 7 } } },
        ["RecordTitle"] = t => new RecordTitleRequest { TeacherId = t.Teacher.TeacherId, Title = new() { TitleCode = "083", ObtainedOn = Day(2018, 12, 1) } },
        ["RecordCredential"] = t => new RecordCredentialRequest { TeacherId = t.Teacher.TeacherId, Credential = new() { Category = CredentialCategory.Industry, Name = "焊接证书", Number = "H-1", IssuedOn = Day(2017, 5, 1) } },
        ["RevokeCredential"] = t => new RevokeCredentialRequest { TeacherId = t.Teacher.TeacherId, CredentialId = t.Teacher.Credentials[0].CredentialId, EffectiveDate = Day(2024, 3, 1), DocumentNumber = "1" },
        ["RecordPractice"] = t => new RecordPracticeRequest { TeacherId = t.Teacher.TeacherId, Practice = new() { Enterprise = "某机械厂", StartDate = Day(2020, 7, 1), LastDate = Day(2020, 8, 15) } },
        ["RecordHonour"] = t => new RecordHonourRequest { TeacherId = t.Teacher.TeacherId, Honour = new() { Title = "骨干教师", Level = "县级" } },
        ["CorrectFact"] = t => new CorrectFactRequest { TeacherId = t.Teacher.TeacherId, Honour = new(t.Teacher.Honours[0]) { Level = "市级" } },
        ["WithdrawFact"] = t => new WithdrawFactRequest { TeacherId = t.Teacher.TeacherId, FactId = t.Teacher.Honours[0].HonourId },
        ["MergeTeachers"] = t => new MergeTeachersRequest { TeacherId = t.Teacher.TeacherId, MergedTeacherId = t.Other.TeacherId },
        ["UnmergeTeacher"] = t => new UnmergeTeacherRequest { MergedTeacherId = t.Teacher.TeacherId },
        ["ReviewPossibleDuplicate"] = t => new ReviewPossibleDuplicateRequest { TeacherId = t.Teacher.TeacherId, OtherTeacherId = t.Other.TeacherId },
        ["GrantRecognition"] = t => new GrantRecognitionRequest { TeacherId = t.Teacher.TeacherId, Recognition = Junior("NEW") },
        ["RecordRecognitionEvent"] = t => new RecordRecognitionEventRequest
        {
            Authority = Junior().Authority, CertificateNumber = t.Certificate, Event = new() { Type = RecognitionEventType.Suspend, EffectiveDate = Day(2024, 3, 1) },
        },
        ["GetRecognition"] = t => new GetRecognitionRequest { Authority = Junior().Authority, CertificateNumber = t.Certificate },
        ["GetCertificate"] = t => new GetCertificateRequest { Authority = Junior().Authority, CertificateNumber = t.Certificate },
        ["DownloadCertificate"] = t => new DownloadCertificateRequest { Authority = Junior().Authority, CertificateNumber = t.Certificate, Format = CertificateFormat.VcJwt },
        ["DownloadCertificates"] = t => new DownloadCertificatesRequest { Authority = Junior().Authority, CertificateNumbers = { t.Certificate }, Format = CertificateFormat.VcJwt },
        ["VerifyCertificate"] = t => new VerifyCertificateRequest { Authority = Junior().Authority, CertificateNumber = t.Certificate },
        ["CloseRecheck"] = t => new CloseRecheckRequest { TeacherId = t.Teacher.TeacherId, CaseId = t.Case, State = RecheckState.Confirmed, DocumentNumber = "1", Finding = "属实" },
        ["ImportRulePack"] = t => new ImportRulePackRequest { RulePack = Packs.School(t.School, "NEW") },
        ["ActivateRulePack"] = t => new ActivateRulePackRequest { Code = t.School, Version = 1 },
        ["WithdrawRulePack"] = t => new WithdrawRulePackRequest { Code = t.School, Version = 1, EffectiveDate = Day(2025, 1, 1), DocumentNumber = "1" },
        ["Precheck"] = t => new PrecheckRequest { TeacherId = t.Teacher.TeacherId, Level = RecognitionLevel.Middle },
        ["PrecheckSchool"] = t => new PrecheckSchoolRequest { SchoolCode = t.School, Level = RecognitionLevel.Middle },
        ["CreateBatch"] = t => new CreateBatchRequest { Batch = Deciding.Draft("NEW", t.School) },
        ["UpdateBatch"] = t => new UpdateBatchRequest { Batch = new() { Code = t.School, Title = "另名" }, UpdateMask = new() { Paths = { "title" } } },
        ["CancelBatch"] = t => new CancelBatchRequest { Code = t.School, Explanation = "计划调整" },
        ["CreateApplications"] = t => new CreateApplicationsRequest { BatchCode = t.School, Applications = { new NewApplication { TeacherId = t.Teacher.TeacherId, Level = RecognitionLevel.Middle, Field = "装备制造" } } },
        ["ReviseApplication"] = t => new ReviseApplicationRequest { ApplicationId = t.Application, Field = "信息技术" },
        ["SubmitApplications"] = t => new SubmitApplicationsRequest { ApplicationIds = { t.Application } },
        ["WithdrawApplication"] = t => new WithdrawApplicationRequest { ApplicationId = t.Application, Explanation = "不再申报" },
        ["ReturnApplication"] = t => new ReturnApplicationRequest { ApplicationId = t.Application, Items = { new ReturnItem { Problem = "缺证明" } } },
        ["DeclareIneligible"] = t => new DeclareIneligibleRequest { ApplicationId = t.Application, Cause = EndingCause.Requirements, Explanation = "不符合条件" },
        ["RecuseFromApplication"] = t => new RecuseFromApplicationRequest { ApplicationId = t.Application, Ground = "亲属" },
        ["GiveScores"] = t => new GiveScoresRequest { ApplicationId = t.Application, Scores = { new Score { CriterionCode = "teaching", Points = 30 } } },
        ["ReopenScores"] = t => new ReopenScoresRequest { ApplicationId = t.Application, AccountId = new string('0', 32), Ground = "误填" },
        ["CastVotes"] = t => new CastVotesRequest { ApplicationIds = { t.Application }, Choice = VoteChoice.For },
        ["FinishReviews"] = t => new FinishReviewsRequest { ApplicationIds = { t.Application }, Tier = ReviewTier.School, Verdict = ReviewVerdict.Pass },
        ["FileObjection"] = t => new FileObjectionRequest { ApplicationId = t.Application, Ground = "材料不实" },
        ["ResolveObjection"] = t => new ResolveObjectionRequest { ApplicationId = t.Application, ObjectionId = new string('0', 32), Outcome = ObjectionState.Rejected, Finding = "无误" },
        ["BeginEvidenceUpload"] = t => new BeginEvidenceUploadRequest { ApplicationId = t.Draft, FileName = "证书.pdf", SizeBytes = 10 },
        ["UploadEvidenceChunk"] = t => new UploadEvidenceChunkRequest { UploadId = t.FileUpload, Content = ByteString.CopyFromUtf8("%PDF-1.7") },
        ["AttachEvidence"] = t => new AttachEvidenceRequest { ApplicationId = t.Draft, UploadId = t.FileUpload, Sha256 = new string('0', 64) },
        ["RemoveEvidence"] = t => new RemoveEvidenceRequest { ApplicationId = t.Draft, FileId = new string('0', 32) },
        ["DownloadEvidence"] = t => new DownloadEvidenceRequest { ApplicationId = t.Application, FileId = new string('0', 32) },
        ["GetApplication"] = t => new GetApplicationRequest { ApplicationId = t.Application },
        ["SetPanel"] = t => new SetPanelRequest { Code = t.School, Panel = new() { Tier = ReviewTier.School } },
        ["DecideBatch"] = t => new DecideBatchRequest { Code = t.School, DocumentNumber = "1" },
        ["CreateGroup"] = t => new CreateGroupRequest { Group = Founding.Studio("NEW", t.School) },
        ["UpdateGroup"] = t => new UpdateGroupRequest { Group = new() { Code = t.School, Name = "另名" }, UpdateMask = new() { Paths = { "name" } } },
        ["RecordGroupEvent"] = t => new RecordGroupEventRequest { Code = t.School, Event = new() { State = GroupState.Building, EffectiveDate = Day(2023, 9, 1), DocumentNumber = "1" } },
        ["WithdrawGroupEvent"] = t => new WithdrawGroupEventRequest { Code = t.School, EventId = t.Group.Events[0].EventId },
        ["AddMember"] = t => new AddMemberRequest { Code = t.School, Membership = Founding.Member(t.Other.TeacherId) },
        ["EndMember"] = t => new EndMemberRequest { Code = t.School, MembershipId = t.Group.Memberships[0].MembershipId, LastDate = Day(2024, 8, 31) },
        ["CorrectMember"] = t => new CorrectMemberRequest { Code = t.School, Membership = new(Founding.Member("", MemberRole.Backbone)) { MembershipId = t.Group.Memberships[0].MembershipId } },
        ["WithdrawMember"] = t => new WithdrawMemberRequest { Code = t.School, MembershipId = t.Group.Memberships[0].MembershipId },
        ["RecordGroupTask"] = t => new RecordGroupTaskRequest { Code = t.School, Task = new() { Year = 2025, Title = "开发教材" } },
        ["WithdrawGroupTask"] = t => new WithdrawGroupTaskRequest { Code = t.School, TaskId = t.Group.Tasks[0].TaskId },
        ["CreateTrainer"] = t => new CreateTrainerRequest { Trainer = new() { TeacherId = t.Other.TeacherId, OrganisationCode = t.School } },
        ["UpdateTrainer"] = t => new UpdateTrainerRequest { Trainer = new() { TrainerId = t.Trainer.TrainerId, FeeFen = 1 }, UpdateMask = new() { Paths = { "fee_fen" } } },
        ["RecordTrainerEvent"] = t => new RecordTrainerEventRequest { TrainerId = t.Trainer.TrainerId, Event = Pooling.Event(TrainerEventType.Consent, Pooling.Published) },
        ["WithdrawTrainerEvent"] = t => new WithdrawTrainerEventRequest { TrainerId = t.Trainer.TrainerId, EventId = t.Trainer.Events[0].EventId },
        ["GetTrainer"] = t => new GetTrainerRequest { TrainerId = t.Trainer.TrainerId },
        ["GetPublicProfile"] = t => new GetPublicProfileRequest { ProfileCode = t.Trainer.ProfileCode },
        ["CreateOrder"] = t => new CreateOrderRequest { Order = new(Ordering.Wanted(school: t.School)) { EnterpriseCode = t.School } },
        ["ReviseOrder"] = t => new ReviseOrderRequest { Number = t.Order.Number, Order = Ordering.Wanted(school: t.School) },
        ["SubmitOrder"] = t => new SubmitOrderRequest { Number = t.Order.Number },
        ["QuoteOrder"] = t => Ordering.Quote(t.Order.Number, Ordering.Session(t.Trainer.TrainerId)),
        ["ConfirmOrder"] = t => new ConfirmOrderRequest { Number = t.Order.Number, Note = "电话确认" },
        ["RejectOrder"] = t => new RejectOrderRequest { Number = t.Order.Number, Note = "满员" },
        ["CancelOrder"] = t => new CancelOrderRequest { Number = t.Order.Number, Note = "停产" },
        ["RecordNoTrainer"] = t => new RecordNoTrainerRequest { Number = t.Order.Number },
        ["RequeueOrder"] = t => new RequeueOrderRequest { Number = t.Order.Number },
        ["RescheduleSession"] = t => new RescheduleSessionRequest { Number = t.Order.Number, SessionId = new string('0', 32), Day = Ordering.Monday, FromTime = Ordering.At("08:00"), ToTime = Ordering.At("12:00"), Note = "停电" },
        ["ReplaceTrainer"] = t => new ReplaceTrainerRequest { Number = t.Order.Number, TrainerId = t.Trainer.TrainerId, ReplacementTrainerId = new string('0', 32), Note = "病假" },
        ["RecordDelivery"] = t => new RecordDeliveryRequest { Number = t.Order.Number, Results = { new LineResult { LineNumber = 1, Completed = 1 } } },
        ["RateOrder"] = t => new RateOrderRequest { Number = t.Order.Number, Rating = new() { Stars = 5 } },
        ["SettleOrder"] = t => new SettleOrderRequest { Number = t.Order.Number, DocumentNumber = "1" },
        ["GetOrder"] = t => new GetOrderRequest { Number = t.Order.Number },
        ["CreateHiringLine"] = t => new CreateHiringLineRequest { Line = Lines.Line("NEW", school: t.School) },
        ["ReviseHiringLine"] = t => new ReviseHiringLineRequest { Code = t.School, Line = Lines.Line(t.School, requested: 3, school: t.School) },
        ["AdvanceHiringLine"] = t => new AdvanceHiringLineRequest { Code = t.School, Step = new() { Type = HiringStepType.Submit } },
        ["DecideHiringLine"] = t => new DecideHiringLineRequest { Code = t.School, Step = new() { Type = HiringStepType.Cancel, DocumentNumber = "1" } },
        ["AppointCandidate"] = t => new AppointCandidateRequest { Code = t.School, Candidate = new() { CandidateNumber = "001" } },
        ["DeclineCandidate"] = t => new DeclineCandidateRequest { Code = t.School, CandidateId = new string('0', 32) },
        ["OnboardCandidate"] = t => new OnboardCandidateRequest { Code = t.School, CandidateId = new string('0', 32), TeacherId = t.Teacher.TeacherId, Engagement = new() { StartDate = Day(2026, 9, 1) }, Post = new() },
        ["AuthoriseSeats"] = t => Ledgers.Authorise(90, t.School, from: Day(2026, 1, 1)),
        ["WithdrawAuthorisation"] = t => new WithdrawAuthorisationRequest { OrganisationCode = t.School, AuthorisationId = t.Ledger.Authorisations[0].AuthorisationId },
        ["SetSeatControl"] = t => new SetSeatControlRequest { OrganisationCode = t.School, Control = SeatControl.Soft },
        ["FreezeSeats"] = t => new FreezeSeatsRequest { OrganisationCode = t.School, Freeze = new() { DocumentNumber = "1", StartDate = Day(2040, 1, 1) } },
        ["ThawSeats"] = t => new ThawSeatsRequest { OrganisationCode = t.School, FreezeId = t.Ledger.Freezes[0].FreezeId },
        ["ReserveSeat"] = t => Ledgers.Reserve(t.School),
        ["ReleaseSeat"] = t => new ReleaseSeatRequest { OrganisationCode = t.School, ReservationId = t.Ledger.Reservations[0].ReservationId },
        ["SetBudget"] = t => new SetBudgetRequest { SchoolCode = t.School, Year = 2025, Revision = new() { AmountFen = 1, DocumentNumber = "1", Date = Day(2025, 1, 1) } },
        ["SetBudgetRules"] = t => new SetBudgetRulesRequest { SchoolCode = t.School, Year = 2025, Control = BudgetControl.Soft, Cap = new() { BasisPoints = 2_000, Base = CapBase.FullTimeHeads }, MostMonthlyHours = 20_000 },
        ["SetStandard"] = t => new SetStandardRequest { Standard = new() { OrganisationCode = t.School, Code = "NEW", Title = "兼职", Unit = PayUnit.Hour }, Rate = new() { RateFen = 1, DocumentNumber = "1", StartDate = Day(2025, 1, 1) } },
        ["WithdrawRate"] = t => new WithdrawRateRequest { OrganisationCode = t.School, StandardCode = "S", RateId = new string('0', 32) },
        ["RecordHours"] = t => new RecordHoursRequest { SchoolCode = t.School, Lines = { new NewHours { TeacherId = t.Teacher.TeacherId, DepartmentCode = $"{t.School}-ZB", Month = Day(2025, 9, 1), StandardCode = "S", Quantity = 100 } } },
        ["ImportHours"] = t => new ImportHoursRequest { FileName = "hours.csv", Content = ByteString.CopyFromUtf8($"teacher_ref,school_code,department_code,month,hours,standard_code\n{t.Teacher.TeacherId},{t.School},{t.School}-ZB,2025-09,1,S\n") },
        ["ConfirmHours"] = t => new ConfirmHoursRequest { LineIds = { t.Line } },
        ["ReturnHours"] = t => new ReturnHoursRequest { LineIds = { t.Line }, Explanation = "多报" },
        ["PayHours"] = t => new PayHoursRequest { LineIds = { t.Line }, DocumentNumber = "1" },
        ["RefuseHours"] = t => new RefuseHoursRequest { LineIds = { t.Line }, Explanation = "多报" },
        ["ReverseHours"] = t => new ReverseHoursRequest { LineIds = { t.Line }, DocumentNumber = "1", Explanation = "多付" },
        ["GetBudget"] = t => new GetBudgetRequest { SchoolCode = t.School, Year = 2025 },
        ["ListHours"] = t => new ListHoursRequest { ScopeCode = t.School },
        ["StreamHours"] = t => new StreamHoursRequest { ScopeCode = t.School },
        ["GetYearlyCosts"] = t => new GetYearlyCostsRequest { ScopeCode = t.School, FirstYear = 2024, LastYear = 2025 },
        ["UploadChunk"] = t => new UploadChunkRequest { UploadId = t.Upload, FileName = "teachers.csv", Content = ByteString.CopyFromUtf8("teacher_ref") },
        ["RunImport"] = t => new RunImportRequest { UploadId = t.Upload, Mode = ImportMode.Check },
        ["ListSightings"] = t => new ListSightingsRequest { TeacherId = t.Teacher.TeacherId },
        ["StreamSightings"] = t => new StreamSightingsRequest { TeacherId = t.Teacher.TeacherId },
        ["ListSeatChanges"] = t => new ListSeatChangesRequest { ScopeCode = t.School, AfterDate = Day(2010, 1, 1) },
        ["StreamSeatChanges"] = t => new StreamSeatChangesRequest { ScopeCode = t.School, AfterDate = Day(2010, 1, 1) },
        ["ReconcilePayroll"] = t => new ReconcilePayrollRequest { ScopeCode = t.School, Month = new() { Year = 2025, Month = 9 }, Content = ByteString.CopyFromUtf8("staff_number\nA-1\n") },
        ["ExportRoster"] = t => new ExportRosterRequest { ScopeCode = t.School, Format = RosterFormat.Csv },
    };

    public static IMessage Of(MethodDescriptor rpc, Target target)
    {
        var request = Examples.TryGetValue(rpc.Name, out var example) ? example(target) : rpc.InputType.Parser.ParseFrom([]);
        Fill(request, "validate_only", true);
        if (example is null)
        {
            Fill(request, "teacher_id", target.Teacher.TeacherId);
            Fill(request, "school_code", target.School);
            Fill(request, "scope_code", target.School);
            Fill(request, "organisation_code", target.School);
            Fill(request, "code", target.School);
            Fill(request, "upload_id", target.Upload);
            Fill(request, "reason", "matrix of rights");
        }
        return request;
    }

    private static Engagement Internal(string school) => new() { SchoolCode = school, Kind = EngagementKind.InternalAdmin, StartDate = Day(2024, 9, 1) };

    private static void Fill(IMessage request, string name, object value)
    {
        if (request.Descriptor.FindFieldByName(name) is { IsRepeated: false } field)
        {
            field.Accessor.SetValue(request, value);
        }
    }
}
