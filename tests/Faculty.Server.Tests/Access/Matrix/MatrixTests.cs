using Faculty.Server.Access;
using Faculty.Server.Accounts;
using Faculty.Server.Tests.Certification.Applications;
using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Certification.Rules;
using Faculty.Server.Tests.Groups;
using Faculty.Server.Tests.Quotas;
using Faculty.Server.Tests.Training.Orders;
using Faculty.Server.Tests.Training.Pool;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Xunit.Abstractions;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Access.Matrix;

/// <summary>
/// Every rpc as every caller about something of their own, of another school, and of nobody, over real connections. What each cell must answer
/// follows from the options in the protos alone.
/// </summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    private static readonly Role[] EveryRole = [.. Enum.GetValues<Role>().Where(r => r != Role.Unspecified)];
    private static readonly List<MethodDescriptor> Rpcs = [.. FacultyServer.Protos.SelectMany(f => f.Services).SelectMany(s => s.Methods)];

    // Says the same of every upload, there or not.
    private static readonly string[] SameOfAll = ["DiscardUpload", "DiscardEvidenceUpload"];

    [Fact]
    public async Task Every_rpc_answers_every_caller_as_its_options_say()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(clock);
        var targets = await TargetsAsync(server);
        var (cells, red, told) = (0, new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var callers = await CallersAsync(server, clock);
        var uploads = new Dictionary<MatrixCaller, (string Roster, string File)>();
        foreach (var caller in callers.Where(c => c.Role == Role.HrClerk && c.Refusal is null))
        {
            uploads[caller] = (await UploadAsync(caller.Way), await FileUploadAsync(caller.Way, targets.Own.Draft));
        }
        foreach (var rpc in Rpcs)
        {
            foreach (var caller in callers)
            {
                var own = uploads.TryGetValue(caller, out var upload) ? targets.Own with { Upload = upload.Roster, FileUpload = upload.File } : targets.Own;
                var (count, problems, tellsApart) = await LookAsync(rpc, caller, targets with { Own = own });
                cells += count;
                red.AddRange(problems);
                if (tellsApart)
                {
                    told.Add(rpc.Name);
                }
            }
        }
        // Of rows that belong to somebody, somebody sees their own: a request that nobody can carry out proves nothing.
        red.AddRange(Rpcs.Where(r => IsAboutTarget(r, targets) && !told.Contains(r.Name) && !SameOfAll.Contains(r.Name)).Select(r => $"{r.Name}: no caller is answered more about their own"));
        output.WriteLine($"{cells:N0} cells: {Rpcs.Count} rpcs, {callers.Count} callers ({callers.Count(c => c.Refusal is not null)} of them with nothing that is good any more)");
        Assert.True(red.Count == 0, string.Join('\n', red));
        Assert.Equal(Rpcs.Count * callers.Sum(c => c.Targets), cells);
    }

    [Fact]
    public async Task A_server_that_does_not_tell_rows_apart_is_found_out()
    {
        await using var server = await StartAsync(TestClock.At(2025, 11, 25));
        var targets = await TargetsAsync(server);
        // Grants on everything, judged as grants on one school: what a filter that was left out would answer.
        var open = new MatrixCaller("clerk", await server.AsAsync(Role.HrClerk), Role.HrClerk, School);
        var red = new List<string>();
        foreach (var rpc in Rpcs.Where(r => IsAboutTarget(r, targets)))
        {
            red.AddRange((await LookAsync(rpc, open, targets)).Red);
        }
        var found = red.Select(r => r.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var allowed = Rpcs.Where(r => IsAboutTarget(r, targets) && Roles.Of(Role.HrClerk).Contains(Rule(r).Permission) && r.InputType.FindFieldByName("upload_id") is null).Select(r => r.Name);
        Assert.Empty(allowed.Except(found));
    }

    /// <summary>Asks about the own, the foreign and the unknown; says what is not as the options say, and whether the own is told apart.</summary>
    private static async Task<(int Cells, IEnumerable<string> Red, bool TellsApart)> LookAsync(MethodDescriptor rpc, MatrixCaller caller, Targets targets)
    {
        var rule = Rule(rpc);
        var red = new List<string>();
        if (Expected(rule, caller) is { } reason)
        {
            var cells = (caller.Targets == 1 ? [targets.Own] : new[] { targets.Own, targets.Foreign, targets.Unknown }).ToList();
            foreach (var target in cells)
            {
                var answer = await AskAsync(rpc, caller, target);
                if (answer.Reason != reason)
                {
                    red.Add($"{rpc.Name} as {caller}: {answer.Reason} instead of {reason}");
                }
            }
            return (cells.Count, red, false);
        }
        if (caller.Targets == 1)
        {
            return (1, await IsLetInAsync(targets.Own) is { } problem ? [problem] : [], false);
        }
        var (own, foreign, unknown) = (await AskAsync(rpc, caller, targets.Own), await AskAsync(rpc, caller, targets.Foreign), await AskAsync(rpc, caller, targets.Unknown));
        foreach (var answer in (Answer[])[own, foreign, unknown])
        {
            if (answer.Reason is ErrorReason.PermissionDenied && answer.Text.Contains("organisation_code", StringComparison.Ordinal) && answer != own)
            {
                continue;
            }
            if (IsRefusal(answer.Reason))
            {
                red.Add($"{rpc.Name} as {caller}: {answer.Reason} though permitted");
            }
        }
        if (rule.Scope == ScopeKind.Organisation && caller.Place.Length > 0)
        {
            if (IsAboutTarget(rpc, targets) && targets.Foreign.Plain(foreign.Text) != targets.Unknown.Plain(unknown.Text))
            {
                red.Add($"{rpc.Name} as {caller}: about another's {foreign.Text}, about nobody's {unknown.Text}");
            }
            var named = $"{MatrixRequests.Of(rpc, targets.Foreign)}";
            foreach (var answer in (Answer[])[own, foreign])
            {
                red.AddRange(targets.Foreign.Secrets.Where(s => answer.Text.Contains(s, StringComparison.Ordinal) && !(answer == foreign && named.Contains(s, StringComparison.Ordinal)))
                    .Select(s => $"{rpc.Name} as {caller}: holds {s} of another school"));
            }
        }
        return (3, red, targets.Own.Plain(own.Text) != targets.Foreign.Plain(foreign.Text) && !IsRefusal(own.Reason));

        async Task<string?> IsLetInAsync(Target target) =>
            IsRefusal((await AskAsync(rpc, caller, target)).Reason) ? $"{rpc.Name} as {caller}: refused though public" : null;
    }

    /// <summary>The refusal that the options ask for; null when the caller is let in.</summary>
    private static ErrorReason? Expected(AccessRule rule, MatrixCaller caller) => rule.Permission == Permission.Public ? null
        : caller.Refusal is { } refusal ? refusal
        : rule.Permission == Permission.SignedIn ? null
        : !Roles.Of(caller.Role).Contains(rule.Permission) || (rule.Scope == ScopeKind.Registry && caller.Place.Length > 0) ? ErrorReason.PermissionDenied
        : null;

    private static bool IsRefusal(ErrorReason reason) =>
        reason is ErrorReason.PermissionDenied or ErrorReason.NotSignedIn or ErrorReason.AccountSuspended or ErrorReason.TokenExpired or ErrorReason.TokenInvalid;

    private static bool IsAboutTarget(MethodDescriptor rpc, Targets targets) =>
        Rule(rpc).Scope == ScopeKind.Organisation && !MatrixRequests.Of(rpc, targets.Own).Equals(MatrixRequests.Of(rpc, targets.Unknown));

    private static AccessRule Rule(MethodDescriptor rpc) => new AccessRules([rpc.File]).For($"/{rpc.Service.FullName}/{rpc.Name}");

    /// <summary>A reply, or of a stream the first message, as text; or the whole refusal.</summary>
    private static async Task<Answer> AskAsync(MethodDescriptor rpc, MatrixCaller caller, Target target)
    {
        var method = new Method<IMessage, IMessage>(
            rpc.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary, rpc.Service.FullName, rpc.Name,
            Marshallers.Create<IMessage>(m => m.ToByteArray(), rpc.InputType.Parser.ParseFrom), Marshallers.Create<IMessage>(m => m.ToByteArray(), rpc.OutputType.Parser.ParseFrom));
        var options = new CallOptions(deadline: DateTime.MaxValue);
        try
        {
            if (!rpc.IsServerStreaming)
            {
                return new(ErrorReason.Unspecified, $"{await caller.Way.AsyncUnaryCall(method, host: null, options, MatrixRequests.Of(rpc, target))}");
            }
            using var stream = caller.Way.AsyncServerStreamingCall(method, host: null, options, MatrixRequests.Of(rpc, target));
            return new(ErrorReason.Unspecified, await stream.ResponseStream.MoveNext(CancellationToken.None) ? $"{stream.ResponseStream.Current}" : "nothing");
        }
        catch (RpcException refused)
        {
            var info = refused.GetRpcStatus()?.GetDetail<ErrorInfo>();
            var value = ErrorReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(ErrorReason)).FindValueByName($"ERROR_REASON_{info?.Reason}");
            return new((ErrorReason)(value?.Number ?? 0), $"{refused.Status} {info} {string.Join(' ', refused.Fields())}");
        }
    }

    private static async Task<List<MatrixCaller>> CallersAsync(TestServer server, TestClock clock)
    {
        var callers = new List<MatrixCaller> { new("anonymous", server.Anonymous, Role.Unspecified, "") { Refusal = ErrorReason.NotSignedIn } };
        foreach (var role in EveryRole)
        {
            callers.Add(new($"{role} whose access token has ended", server.With(await server.SessionAsync(role)), role, "") { Refusal = ErrorReason.TokenExpired });
        }
        clock.Now += AccessTokens.Life;
        foreach (var role in EveryRole)
        {
            callers.Add(new($"{role} suspended in a session", server.With(await server.SuspendedSessionAsync(role)), role, "") { Refusal = ErrorReason.AccountSuspended });
            callers.Add(new($"{role} signed out", server.With(await server.EndedSessionAsync(role)), role, "") { Refusal = ErrorReason.SessionEnded });
            callers.Add(new($"{role} of a school", await server.AsAsync(role, School), role, School));
            callers.Add(new($"{role} of all", await server.AsAsync(role), role, ""));
            callers.Add(new($"suspended {role}", await server.AsSuspendedAsync(role), role, "") { Refusal = ErrorReason.AccountSuspended });
            callers.Add(new($"expired {role}", await server.AsExpiredAsync(role), role, "") { Refusal = ErrorReason.TokenExpired });
        }
        callers.Add(new("program with a key of one grant", await server.AsProgramAsync(Role.HrClerk, School), Role.HrClerk, School));
        return callers;
    }

    // Uploads belong to their principal, not to a school.
    private static async Task<string> UploadAsync(CallInvoker way)
    {
        var client = new ImportService.ImportServiceClient(way);
        var upload = (await client.BeginUploadAsync(new())).UploadId;
        await client.UploadChunkAsync(new() { UploadId = upload, FileName = "teachers.csv", Content = ByteString.CopyFromUtf8("teacher_ref") });
        return upload;
    }

    private static async Task<string> FileUploadAsync(CallInvoker way, string applicationId) =>
        (await new EvidenceFileService.EvidenceFileServiceClient(way).BeginEvidenceUploadAsync(new() { ApplicationId = applicationId, FileName = "证书.pdf", SizeBytes = 8 })).UploadId;

    private static async Task<TestServer> StartAsync(TestClock clock)
    {
        var server = await TestServer.StartAsync(clock, o => o with { KeepAlive = TimeSpan.FromDays(1) });
        await server.Organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, "高平市"));
        foreach (var school in (string[])[School, "JC"])
        {
            await server.Organisations.CreateOrganisationAsync(Create(school, OrganisationKind.School, $"{school}校", County));
            await server.Organisations.CreateOrganisationAsync(Create($"{school}-ZB", OrganisationKind.Department, $"{school}系", school));
        }
        await server.Organisations.CreateOrganisationAsync(Create(Pooling.Enterprise, OrganisationKind.Enterprise, "某机械厂", County));
        await server.ActivateAsync(Packs.Nation());
        return server;
    }

    /// <summary>Two schools with data of one shape, and a third that is none.</summary>
    private static async Task<Targets> TargetsAsync(TestServer server)
    {
        return new(await SeedAsync(School, "王己校"), await SeedAsync("JC", "李外校"), Nobody());

        async Task<Target> SeedAsync(string school, string name)
        {
            var teacher = await HireAsync(school, name, Day(2015, 9, 1));
            await server.Teachers.RecordSpellAsync(new() { TeacherId = teacher.TeacherId, Spell = new() { SchoolCode = school, SpellReason = SpellReason.Study, StartDate = Day(2019, 3, 1) } });
            await server.Teachers.RecordHonourAsync(new() { TeacherId = teacher.TeacherId, Honour = new() { Title = "教学名师", Level = "县级" } });
            await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher.TeacherId, Recognition = Junior($"{school}-2023-1") });
            var shown = (await server.Teachers.RecordCredentialAsync(new() { TeacherId = teacher.TeacherId, Credential = new() { Category = CredentialCategory.Industry, Name = "焊接证书", Number = "H-1", IssuedOn = Day(2017, 5, 1) } })).Teacher.Credentials[0];
            await server.RecogniseAsync(teacher.TeacherId, Junior($"{school}-2024-1"), new StoodOn { Kind = FactKind.Credential, FactId = shown.CredentialId, Digest = "another" });
            var opened = Assert.Single((await server.Rechecks.ListRechecksAsync(new() { ScopeCode = school })).Rechecks);
            await server.RulePacks.ImportRulePackAsync(new() { RulePack = Packs.School(school, school) });
            var batch = (await server.Batches.CreateBatchAsync(new() { Batch = Deciding.Draft(school, school) })).Batch;
            var application = Deciding.Applied(batch.BatchId, teacher.TeacherId, Domain.Certification.Applications.ApplicationState.Submitted, school: school);
            await server.InsertAsync(Filing.Batch($"{school}-OPEN", Domain.Certification.Batches.BatchState.Open));
            var draft = Deciding.Applied($"{school}-OPEN", teacher.TeacherId, Domain.Certification.Applications.ApplicationState.Draft, school: school);
            await server.ApplyAsync(application, draft);
            var upload = await UploadAsync(server.Channel);
            await server.FoundAsync(school, school);
            await server.AddAsync(teacher.TeacherId, MemberRole.Leader, code: school);
            var group = (await server.Groups().RecordGroupTaskAsync(new() { Code = school, Task = new() { Year = 2024, Title = "开发教材" } })).Group;
            await server.OfferAsync(school);
            var trainer = await server.ProposeAsync(new() { TeacherId = teacher.TeacherId }, school: school);
            return new(school, await server.GetAsync(teacher.TeacherId), await HireAsync(school, name, Day(2010, 9, 1), Day(2012, 8, 31)), $"{school}-2023-1", upload, application.ApplicationId, draft.ApplicationId, await FileUploadAsync(server.Channel, draft.ApplicationId), opened.CaseId) { Group = group, Order = (await server.Orders().ReadAsync(await server.Orders().SubmittedAsync(school: school))).Order, Trainer = trainer, Ledger = await server.SeedAsync(school), Line = await Quotas.PartTime.Money.SeedAsync(server, school) };
        }

        async Task<Teacher> HireAsync(string school, string name, Google.Type.Date from, Google.Type.Date? last = null)
        {
            var engagement = FullTime(from, school);
            engagement.LastDate = last;
            return (await server.Teachers.CreateTeacherAsync(new() { Identity = Wang(name), Engagement = engagement, Post = Specialty($"{school}-ZB") })).Teacher;
        }
    }

    private static Target Nobody()
    {
        var teacher = new Teacher { TeacherId = Id(1), Identity = new() { DisplayName = "无此人" }, Engagements = { new Engagement { EngagementId = Id(3) } }, Posts = { new Post { PostId = Id(4) } }, Spells = { new Spell { SpellId = Id(5) } } };
        teacher.Credentials.Add(new Credential { CredentialId = Id(9) });
        teacher.Honours.Add(new Honour { HonourId = Id(6), Title = "教学名师", Level = "县级" });
        return new("ZZ", teacher, new() { TeacherId = Id(2), Identity = new() { DisplayName = "亦无此人" } }, "ZZ-2023-1", Id(7), Id(8), Id(9), $"{Id(9)[..^1]}a", Id(0))
        {
            Ledger = Ledgers.Unknown,
            Order = new() { OrderId = $"{Id(7)[..^1]}a", Number = "20251125-22222" },
            Trainer = new() { TrainerId = $"{Id(8)[..^1]}a", ProfileCode = "ABCDEFGH2345", Events = { new TrainerEvent { EventId = $"{Id(8)[..^1]}b" } } },
            Line = $"{Id(9)[..^1]}f",
            Group = new()
            {
                GroupId = $"{Id(9)[..^1]}b", Memberships = { new Membership { MembershipId = $"{Id(9)[..^1]}c" } }, Events = { new GroupEvent { EventId = $"{Id(9)[..^1]}d" } }, Tasks = { new GroupTask { TaskId = $"{Id(9)[..^1]}e" } },
            },
        };

        static string Id(int number) => $"0190a5c27d2e7b0a9c3e1f2a3b4c5d0{number}";
    }

    private sealed record Targets(Target Own, Target Foreign, Target Unknown);

    private sealed record Answer(ErrorReason Reason, string Text);

    /// <summary>A caller: the way to the server, and what the cells are judged by.</summary>
    private sealed record MatrixCaller(string Name, CallInvoker Way, Role Role, string Place)
    {
        /// <summary>Why the caller is let in nowhere but where everybody is.</summary>
        public ErrorReason? Refusal { get; init; }

        public int Targets => Refusal is null ? 3 : 1;

        public override string ToString() => Name;
    }
}
