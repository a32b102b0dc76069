using System.Reflection;
using Faculty.Server.Tests.Certification.Applications;
using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Certification.Rules;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>What holds of every write rpc, whichever noun it is about: a new one without an example here fails.</summary>
public sealed class EveryWriteTests
{
    private const string OtherSchool = "JC";
    private const string OtherDepartment = "JC-ZB";
    private readonly TestClock clock = TestClock.At(2025, 11, 25);
    private string madeKey = "", accountId = "";
    private (string First, string Second) trainers;
    private AttachEvidenceRequest attach = new();
    private IMessage last = new Teacher();
    private TestServer? running;

    [Fact]
    public async Task Every_write_can_be_checked_without_writing_and_repeated_without_writing_twice()
    {
        await using var server = await TestServer.StartAsync(clock);
        running = server;
        await server.AddTreeAsync();
        await server.Organisations.CreateOrganisationAsync(Create(OtherSchool, OrganisationKind.School, "晋城中专", County));
        await server.Organisations.CreateOrganisationAsync(Create(OtherDepartment, OrganisationKind.Department, "装备系", OtherSchool));

        attach = await ApplicationWrites.PrepareAsync(server);
        await PartTimeWrites.PrepareAsync(server);
        trainers = await OrderWrites.PrepareAsync(server);
        accountId = await server.AccountIdAsync();

        var done = new HashSet<string>(StringComparer.Ordinal);
        Teacher teacher = new();
        Teacher other = new();
        foreach (var (rpc, example) in Examples())
        {
            var request = (IWriteRequest)example(teacher, other);
            Set(request, "validate_only", true);
            var before = await server.RevisionAsync();
            var check = await CallAsync(server, rpc, request);
            Assert.Equal(("", before), (Get(check, "change_token"), await server.RevisionAsync()));

            Set(request, "validate_only", false);
            Set(request, "request_id", Guid.NewGuid().ToString());
            var reply = await CallAsync(server, rpc, request);
            // The control: what was checked without writing would have written.
            Assert.Equal(before + 1, await server.RevisionAsync());
            Assert.Equal(Shown(reply), await CallAsync(server, rpc, request));
            Assert.Equal(before + 1, await server.RevisionAsync());

            done.Add(rpc.FullName);
            last = reply;
            madeKey = (reply as CreateKeyResponse)?.Key.KeyId ?? madeKey;
            (teacher, other) = reply switch
            {
                UnmergeTeacherResponse unmerged => (unmerged.Teacher, unmerged.UnmergedTeacher),
                CreateTeacherResponse created when created.Teacher.Engagements.Count == 0 => (teacher, created.Teacher),
                ITeacherReply { Teacher: { } changed } => (changed, other),
                _ => (teacher, other),
            };
        }

        var writes = FacultyServer.Protos.SelectMany(f => f.Services).SelectMany(s => s.Methods).Where(m => m.InputType.FindFieldByName("validate_only") is not null);
        Assert.Empty(writes.Select(m => m.FullName).Except(done));
    }

    [Fact]
    public void Every_request_that_writes_can_be_repeated_safely_and_those_that_can_be_checked_say_so()
    {
        var writes = FacultyServer.Protos.SelectMany(f => f.Services).SelectMany(s => s.Methods)
            .Where(m => m.InputType.FindFieldByName("validate_only") is not null || m.InputType.FindFieldByName("request_id") is not null).ToList();
        // Uploads are no records; an import is checked by its mode.
        string[] unchecked_ = ["BeginUpload", "RunImport"];
        Assert.All(writes, m => Assert.NotNull(m.InputType.FindFieldByName("request_id")));
        Assert.Equal(unchecked_, writes.Where(m => m.InputType.FindFieldByName("validate_only") is null).Select(m => m.Name));
        Assert.All(writes.Where(m => m.InputType.FindFieldByName("validate_only") is not null), m => Assert.True(typeof(IWriteRequest).IsAssignableFrom(m.InputType.ClrType), m.FullName));
    }

    private IEnumerable<(MethodDescriptor Rpc, Func<Teacher, Teacher, IMessage> Request)> Examples()
    {
        var first = Day(2015, 9, 1);
        yield return Of<OrganisationService.OrganisationServiceClient>("CreateOrganisation", (_, _) => Create("XX", OrganisationKind.School, "新校", County));
        yield return Of<OrganisationService.OrganisationServiceClient>("UpdateOrganisation", (_, _) => new UpdateOrganisationRequest { Organisation = new() { Code = "XX", SchoolType = "职高" }, UpdateMask = new() { Paths = { "school_type" } } });
        yield return Of<OrganisationService.OrganisationServiceClient>("RenameOrganisation", (_, _) => new RenameOrganisationRequest { Code = "XX", Name = "另名", StartDate = first });
        yield return Of<OrganisationService.OrganisationServiceClient>("MoveOrganisation", (_, _) => new MoveOrganisationRequest { Code = "XX", ParentCode = County, StartDate = first });
        yield return Of<OrganisationService.OrganisationServiceClient>("CloseOrganisation", (_, _) => new CloseOrganisationRequest { Code = "XX", LastDate = Day(2024, 8, 31), SuccessorCodes = { School } });

        yield return Teachers("CreateTeacher", (_, _) => new CreateTeacherRequest { Identity = Person(), Engagement = Engaged(School, first), Post = Post(first) });
        yield return Teachers("CreateTeacher", (_, _) => new CreateTeacherRequest { Identity = Person() });
        yield return Teachers("UpdateTeacherIdentity", (t, _) => new UpdateTeacherIdentityRequest { TeacherId = t.TeacherId, Identity = new() { Mobile = "13800000000" }, UpdateMask = new() { Paths = { "mobile" } } });
        yield return Teachers("ReviewPossibleDuplicate", (t, o) => new ReviewPossibleDuplicateRequest { TeacherId = t.TeacherId, OtherTeacherId = o.TeacherId });
        yield return Teachers("StartPost", (t, _) => new StartPostRequest { TeacherId = t.TeacherId, Post = new(Post(Day(2016, 9, 1))) { Primary = false, SchoolCode = School, EngagementId = t.Engagements[0].EngagementId, DepartmentCode = Departments[1] } });
        yield return Teachers("EndPost", (t, _) => new EndPostRequest { TeacherId = t.TeacherId, PostId = t.Posts.Single(p => !p.Primary).PostId, LastDate = Day(2017, 8, 31) });
        yield return Teachers("ChangeCategory", (t, _) => new ChangeCategoryRequest { TeacherId = t.TeacherId, EngagementId = t.Engagements[0].EngagementId, Category = PostCategory.Practice, StartDate = Day(2018, 9, 1) });
        yield return Teachers("RecordSpell", (t, _) => new RecordSpellRequest { TeacherId = t.TeacherId, Spell = new() { SchoolCode = School, SpellReason = SpellReason.Study, StartDate = Day(2019, 3, 1) } });
        yield return Teachers("EndSpell", (t, _) => new EndSpellRequest { TeacherId = t.TeacherId, SpellId = t.Spells[0].SpellId, LastDate = Day(2019, 7, 31) });
        yield return Teachers("RecordEducation", (t, _) => new RecordEducationRequest { TeacherId = t.TeacherId, Education = new() { Level = "21", Institution = "山西大学", GraduatedOn = new() { Year = 2012, Month = 7 } } });
        yield return Teachers("RecordTitle", (t, _) => new RecordTitleRequest { TeacherId = t.TeacherId, Title = new() { TitleCode = "083", ObtainedOn = Day(2018, 12, 1) } });
        yield return Teachers("RecordCredential", (t, _) => new RecordCredentialRequest { TeacherId = t.TeacherId, Credential = new() { Category = CredentialCategory.Industry, Name = "焊接证书", Number = "H-1", IssuedOn = Day(2017, 5, 1) } });
        yield return Teachers("RevokeCredential", (t, _) => new RevokeCredentialRequest { TeacherId = t.TeacherId, CredentialId = t.Credentials[0].CredentialId, EffectiveDate = Day(2024, 3, 1), DocumentNumber = "1" });
        yield return Teachers("RecordPractice", (t, _) => new RecordPracticeRequest { TeacherId = t.TeacherId, Practice = new() { Enterprise = "某机械厂", StartDate = Day(2020, 7, 1), LastDate = Day(2020, 8, 15) } });
        yield return Teachers("RecordHonour", (t, _) => new RecordHonourRequest { TeacherId = t.TeacherId, Honour = new() { Title = "教学名师", Level = "县级" } });
        yield return Teachers("CorrectFact", (t, _) => new CorrectFactRequest { TeacherId = t.TeacherId, Honour = new(t.Honours[0]) { Level = "市级" } });
        yield return Teachers("WithdrawFact", (t, _) => new WithdrawFactRequest { TeacherId = t.TeacherId, FactId = t.Honours[0].HonourId });
        yield return Of<RecognitionService.RecognitionServiceClient>("GrantRecognition", (t, _) => new GrantRecognitionRequest { TeacherId = t.TeacherId, Recognition = Recognised() });
        yield return Of<RecognitionService.RecognitionServiceClient>("RecordRecognitionEvent", (_, _) => new RecordRecognitionEventRequest
        {
            Authority = Recognised().Authority,
            CertificateNumber = Recognised().CertificateNumber,
            Event = new() { Type = RecognitionEventType.Suspend, EffectiveDate = Day(2024, 3, 1) },
        });
        var recognised = ((RecordRecognitionEventResponse)last).Teacher;
        running!.RecogniseAsync(recognised.TeacherId, new(Recognised()) { CertificateNumber = "SX-2024-0001", Track = RecognitionTrack.Higher }, new StoodOn { Kind = FactKind.Credential, FactId = recognised.Credentials[0].CredentialId, Digest = "another" }).GetAwaiter().GetResult();
        var opened = running!.Rechecks.ListRechecks(new() { Cause = RecheckCause.EvidenceCorrected }).Rechecks[0].CaseId;
        yield return Of<RecheckService.RecheckServiceClient>("CloseRecheck", (t, _) => new CloseRecheckRequest { TeacherId = t.TeacherId, CaseId = opened, State = RecheckState.Confirmed, DocumentNumber = "1", Finding = "属实" });
        yield return Teachers("TransferTeacher", (t, _) => new TransferTeacherRequest { TeacherId = t.TeacherId, Engagement = Engaged(OtherSchool, Day(2022, 9, 1)), Post = new(Post(Day(2022, 9, 1))) { DepartmentCode = OtherDepartment } });
        yield return Teachers("EndEngagement", (t, _) => new EndEngagementRequest { TeacherId = t.TeacherId, EngagementId = t.Engagements[^1].EngagementId, LastDate = Day(2024, 8, 31) });
        yield return Teachers("StartEngagement", (t, _) => new StartEngagementRequest { TeacherId = t.TeacherId, Engagement = Engaged(School, Day(2024, 9, 1)), Post = Post(Day(2024, 9, 1)) });
        yield return Teachers("CreateTeacher", (_, _) => new CreateTeacherRequest { Identity = Person() });
        yield return Of<PrivacyService.PrivacyServiceClient>("EraseTeacher", (_, o) => new EraseTeacherRequest { TeacherId = o.TeacherId, Reason = "never engaged" });
        yield return Teachers("CreateTeacher", (_, _) => new CreateTeacherRequest { Identity = Person() });
        yield return Teachers("MergeTeachers", (t, o) => new MergeTeachersRequest { TeacherId = t.TeacherId, MergedTeacherId = o.TeacherId });
        yield return Accounts("CreateAccount", new CreateAccountRequest { Account = new() { AccountName = "chief", Kind = AccountKind.Person, Grants = { new Grant { Role = Role.Administrator } } } });
        yield return Accounts("CreateAccount", new CreateAccountRequest { Account = new() { AccountName = "sync", Kind = AccountKind.Service } });
        yield return Accounts("SuspendAccount", new SuspendAccountRequest { AccountName = "sync" });
        yield return Accounts("ResumeAccount", new ResumeAccountRequest { AccountName = "sync" });
        yield return Accounts("GrantRole", new GrantRoleRequest { AccountName = "sync", Grant = new() { Role = Role.HrClerk, OrganisationCode = School } });
        yield return Accounts("RevokeRole", new RevokeRoleRequest { AccountName = "sync", Grant = new() { Role = Role.HrClerk, OrganisationCode = School } });
        yield return Accounts("ResetPassword", new ResetPasswordRequest { AccountName = "chief" });
        yield return Of<CertificateService.CertificateServiceClient>("RotateCertificateKey", (_, _) => new RotateCertificateKeyRequest { Reason = "yearly" });
        yield return Accounts("CreateKey", new CreateKeyRequest { AccountName = "sync" });
        yield return Of<AccountService.AccountServiceClient>("RevokeKey", (_, _) => new RevokeKeyRequest { KeyId = madeKey });
        yield return Of<RulePackService.RulePackServiceClient>("ImportRulePack", (_, _) => new ImportRulePackRequest { RulePack = Packs.Nation() });
        yield return Of<RulePackService.RulePackServiceClient>("ActivateRulePack", (_, _) => new ActivateRulePackRequest { Code = "CN", Version = 1 });
        foreach (var (rpc, request) in SeatWriteExamples.Of(() => last))
        {
            yield return Of<EstablishmentService.EstablishmentServiceClient>(rpc, (_, _) => request());
        }
        foreach (var (rpc, request) in SeatWriteExamples.OfLines(() => last))
        {
            yield return Of<HiringService.HiringServiceClient>(rpc, (_, _) => request());
        }
        yield return Batches("CreateBatch", new CreateBatchRequest { Batch = Deciding.Draft("B", School) });
        yield return Batches("CreateBatch", new CreateBatchRequest { Batch = Deciding.Draft("GIVEN-UP", School) });
        yield return Batches("UpdateBatch", new UpdateBatchRequest { Batch = new() { Code = "GIVEN-UP", Title = "另名" }, UpdateMask = new() { Paths = { "title" } } });
        yield return Batches("CancelBatch", new CancelBatchRequest { Code = "GIVEN-UP", Explanation = "计划调整" });
        yield return Batches("OpenBatch", new OpenBatchRequest { Code = "B" });
        yield return Batches("CloseBatch", new CloseBatchRequest { Code = "B", DropDrafts = true });
        yield return Batches("ReviewBatch", new ReviewBatchRequest { Code = "B" });
        yield return Batches("SetPanel", new SetPanelRequest { Code = "B", Panel = new() { Tier = ReviewTier.School } });
        yield return Batches("AnnounceBatch", new AnnounceBatchRequest { Code = "B" });
        clock.Now += TimeSpan.FromDays(1);
        yield return Batches("DecideBatch", new DecideBatchRequest { Code = "B", DocumentNumber = "1" });
        yield return Teachers("RecordPractice", (t, _) => new RecordPracticeRequest { TeacherId = t.TeacherId, Practice = new() { Enterprise = "某机械厂", StartDate = Day(2024, 9, 2), LastDate = Day(2024, 12, 31), Verified = true } });
        foreach (var (rpc, request) in ApplicationWrites.OfFiles(() => last, attach))
        {
            yield return Of<EvidenceFileService.EvidenceFileServiceClient>(rpc, (_, _) => request);
        }
        foreach (var (rpc, request) in ApplicationWrites.Of(() => last, () => accountId))
        {
            yield return Of<ApplicationService.ApplicationServiceClient>(rpc, (t, _) => request(t));
        }
        foreach (var (rpc, request) in GroupWrites.Of(() => last))
        {
            yield return Of<GroupService.GroupServiceClient>(rpc, (t, _) => request(t));
        }
        foreach (var (rpc, request) in TrainerWrites.Of(() => last))
        {
            yield return Of<TrainerService.TrainerServiceClient>(rpc, (t, _) => request(t));
        }
        foreach (var (rpc, request) in OrderWrites.Of(() => last, trainers, () => Day(clock.Now.Year, clock.Now.Month, clock.Now.Day)))
        {
            yield return Of<OrderService.OrderServiceClient>(rpc, (_, _) => request());
        }
        foreach (var (rpc, request) in PartTimeWrites.All(() => last))
        {
            yield return Of<PartTimeService.PartTimeServiceClient>(rpc, (_, _) => request());
        }
        yield return Of<RulePackService.RulePackServiceClient>("WithdrawRulePack", (_, _) => new WithdrawRulePackRequest { Code = "CN", Version = 1, EffectiveDate = Day(2025, 1, 1), DocumentNumber = "1" });
        yield return Teachers("UnmergeTeacher", (_, o) => new UnmergeTeacherRequest { MergedTeacherId = o.TeacherId });
    }

    // A secret is shown once; a repeat answers everything else.
    private static IMessage Shown(IMessage reply)
    {
        var again = reply.Descriptor.Parser.ParseFrom(reply.ToByteArray());
        foreach (var secret in (string[])["secret", "sign_in_code"])
        {
            reply.Descriptor.FindFieldByName(secret)?.Accessor.Clear(again);
        }
        return again;
    }

    private static (MethodDescriptor, Func<Teacher, Teacher, IMessage>) Teachers(string rpc, Func<Teacher, Teacher, IMessage> request) => Of<TeacherService.TeacherServiceClient>(rpc, request);

    private static (MethodDescriptor, Func<Teacher, Teacher, IMessage>) Accounts(string rpc, IMessage request) => Of<AccountService.AccountServiceClient>(rpc, (_, _) => request);

    private static (MethodDescriptor, Func<Teacher, Teacher, IMessage>) Batches(string rpc, IMessage request) => Of<BatchService.BatchServiceClient>(rpc, (_, _) => request);

    private static (MethodDescriptor, Func<Teacher, Teacher, IMessage>) Of<TClient>(string rpc, Func<Teacher, Teacher, IMessage> request)
    {
        var service = FacultyServer.Protos.SelectMany(f => f.Services).Single(s => s.Name == typeof(TClient).DeclaringType!.Name);
        return (service.FindMethodByName(rpc), request);
    }

    private static async Task<IMessage> CallAsync(TestServer server, MethodDescriptor rpc, IMessage request)
    {
        var call = typeof(EveryWriteTests).GetMethod(nameof(CallTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(rpc.InputType.ClrType, rpc.OutputType.ClrType);
        try
        {
            return await (Task<IMessage>)call.Invoke(null, [server, rpc, request])!;
        }
        catch (RpcException refused)
        {
            throw new InvalidOperationException($"{rpc.Name}: {refused.Status.Detail} {string.Join(' ', refused.Fields())} {request}", refused);
        }
    }

    private static async Task<IMessage> CallTypedAsync<TRequest, TReply>(TestServer server, MethodDescriptor rpc, TRequest request)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
    {
        var method = new Method<TRequest, TReply>(MethodType.Unary, rpc.Service.FullName, rpc.Name, Marshaller<TRequest>(), Marshaller<TReply>());
        return await server.Channel.AsyncUnaryCall(method, host: null, new CallOptions(), request);
    }

    private static Marshaller<T> Marshaller<T>()
        where T : class, IMessage<T>, new() =>
        Marshallers.Create(m => m.ToByteArray(), new MessageParser<T>(() => new T()).ParseFrom);

    private static void Set(IMessage message, string field, object value) => message.Descriptor.FindFieldByName(field).Accessor.SetValue(message, value);

    private static object Get(IMessage message, string field) => message.Descriptor.FindFieldByName(field).Accessor.GetValue(message);

    private static Identity Person() => new() { DisplayName = "甲某", Sex = Sex.Male, BirthDate = Day(1985, 5, 5) };

    private static Engagement Engaged(string school, Google.Type.Date first) => new() { SchoolCode = school, Kind = EngagementKind.Established, StartDate = first };

    private static Post Post(Google.Type.Date first) => new() { DepartmentCode = Departments[0], Category = PostCategory.Specialty, Primary = true, StartDate = first };

    private static Recognition Recognised() => new()
    {
        Level = RecognitionLevel.Junior,
        Track = RecognitionTrack.Secondary,
        CertificateNumber = "SX-2023-0001",
        Authority = "晋城市教育局",
        StartDate = Day(2023, 12, 1),
        LastDate = Day(2028, 11, 30),
        Trust = RecognitionTrust.OfficialImport,
    };
}
